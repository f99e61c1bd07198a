/**
 * An associate has the conversation: the bot says nothing, so that nobody mistakes it for the person. Only stop, hide,
 * erase and danger words still reach it; danger words go to the desk and are answered once.
 */
import { quietCorrections } from './correction.ts';
import { backToScript } from './crisis.ts';
import { deskUnseen } from './pauses.ts';
import { everyMessage, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const nothing = {};

/** Tells the desk, and answers danger with one line, because at night nobody may be looking. Who speaks is said in it. */
export const alarmed = (flag: 'danger' | 'self_harm') => [
  { type: 'alarm' as const, params: { flag } },
  say(flag === 'danger' ? 'intake:associate.danger' : 'intake:associate.selfHarm'),
  { type: 'reassure' as const, params: { flag } },
];

const heard = (flag: 'danger' | 'self_harm') => {
  const flagged = { type: 'flag' as const, params: { flag } };
  return [
    {
      guard: { type: 'reassured' as const, params: { flag } },
      actions: ['keepStory' as const, flagged, 'updateCase' as const, { type: 'alarm' as const, params: { flag } }],
    },
    { actions: ['keepStory' as const, flagged, 'updateCase' as const, ...alarmed(flag)] },
  ];
};

export const associate = intakeSetup.createStateConfig({
  id: 'associate',
  tags: ['silent'],
  entry: ['nothingAsked', 'opened', say('intake:associate.here')],
  on: {
    ...everyMessage(nothing),
    ...quietCorrections,
    // Said to the associate, and yet it decides what may be kept: no picture of somebody under 18.
    answer: [{ guard: 'raisesFlag', actions: ['keepFlags', 'updateCase'] }, nothing],
    // What two people speak with each other is not for the assistant to follow.
    languageHeard: nothing,
    'command.person': nothing,
    'command.back': nothing,
    'command.restart': nothing,
    'command.language': nothing,
    'command.help': nothing,
    'command.status': nothing,
    claimed: nothing,
    silence: nothing,
    'choice.person': nothing,
    released: [
      { guard: 'toldClosed', ...deskUnseen.released, target: '#unannounced' },
      ...backToScript.map((way) => ({
        ...way,
        actions: [{ type: 'desk' as const, params: { desk: 'queued' as const } }, say('intake:associate.left')],
      })),
    ],
    danger: heard('danger'),
    selfHarm: heard('self_harm'),
  },
});
