/**
 * Danger words while somebody else may hold the phone: they go to the desk, and the answer is a number that anybody may
 * read. What they need beyond that is said when the person is back.
 */
const atTheDesk = { type: 'deskIs' as const, params: { desk: 'claimed' as const } };

export const dangerUnseen = (flag: 'danger' | 'self_harm') => {
  const noted = [
    'keepStory' as const,
    { type: 'flag' as const, params: { flag } },
    { type: 'leaveUnanswered' as const, params: { flag } },
  ];
  return [
    {
      guard: atTheDesk,
      actions: [...noted, { type: 'alarm' as const, params: { flag } }],
      target: '#hiddenUrgent',
      reenter: true,
    },
    { actions: noted, target: '#hiddenCalling' },
  ];
};
