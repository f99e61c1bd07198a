/**
 * Safety before anything else: can somebody else read this, and is there danger now? Only then is it asked what
 * happened. Words that already tell something are kept for later.
 */
import { ask, keep, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const toldEarly = {
  guard: 'tells' as const,
  actions: ['keepStory' as const, 'keepProposals' as const, say('common:kept'), 'again' as const],
};

/** Whoever was in danger a moment ago is not asked again whether there is any. */
const afterSafe = [{ guard: 'calledUrgently' as const, target: '#story' }, { target: '#dangerNow' }];

export const safe = intakeSetup.createStateConfig({
  id: 'safe',
  entry: [...ask('intake:safe.ask', ['no', 'yes', 'privacy'])],
  on: {
    'choice.no': afterSafe.map((way) => ({ ...way, actions: keep('safe') })),
    'choice.yes': { actions: keep('safe'), target: '#sharedPhone' },
    'choice.privacy': { actions: [say('intake:safe.privacy'), 'again'] },
    answer: [toldEarly],
    skip: [...afterSafe],
  },
});

export const sharedPhone = intakeSetup.createStateConfig({
  id: 'sharedPhone',
  entry: [...ask('intake:sharedPhone.ask', ['continue', 'later', 'call'])],
  on: {
    'choice.continue': [...afterSafe],
    skip: [...afterSafe],
    'choice.later': { actions: say('intake:sharedPhone.later'), target: '#hidden' },
    'choice.call': { actions: [say('intake:sharedPhone.call'), 'again'] },
    answer: [toldEarly],
    'command.back': '#safe',
  },
});

/** To the story, or on with the case that was begun on another phone. */
const onwards = [{ guard: 'goesOn' as const, target: '#followUpTelling' }, { target: '#story' }];

const unsure = onwards.map((way) => ({
  ...way,
  actions: [keep('dangerNow'), 'settleDanger' as const, say('intake:dangerNow.unsure')],
}));

export const dangerNow = intakeSetup.createStateConfig({
  id: 'dangerNow',
  entry: [...ask('intake:dangerNow.ask', ['yes', 'no', 'unsure'])],
  on: {
    'choice.yes': { actions: [keep('dangerNow'), { type: 'flag', params: { flag: 'danger' } }], target: '#emergency' },
    'choice.no': onwards.map((way) => ({ ...way, actions: [keep('dangerNow'), 'settleDanger' as const] })),
    'choice.unsure': unsure,
    skip: unsure,
    answer: [toldEarly],
    'command.back': '#safe',
  },
});
