/** The end: what comes next, feedback in three taps if wanted, and a rest from which a returning person is known. */
import { ask, everyMessage, keep, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const nobody = { type: 'desk' as const, params: { desk: 'none' as const } };
const thanks = ['updateCase' as const, say('intake:feedback.thanks')];

/** One tap; skipping one skips the rest, for nobody should have to refuse three times. */
const tap = (name: string, next: string) => {
  const answered =
    next === '#resting' ? { actions: [keep(name), ...thanks], target: next } : { actions: [keep(name)], target: next };
  return intakeSetup.createStateConfig({
    entry: [...ask(`intake:feedback.${name}.ask`, ['yes', 'partly', 'no', 'skip'])],
    on: {
      'choice.yes': answered,
      'choice.partly': answered,
      'choice.no': answered,
      'choice.skip': { actions: 'updateCase', target: '#resting' },
    },
  });
};

export const closing = intakeSetup.createStateConfig({
  id: 'closing',
  initial: 'helped',
  entry: [nobody, say('intake:closing.say')],
  states: { helped: tap('helped', 'soon'), soon: tap('soon', 'recommend'), recommend: tap('recommend', '#resting') },
});

/** What is written now may be another matter than the one that was closed. */
const next = { actions: ['forgetProposals' as const, 'keepNext' as const, 'keepProposals' as const, 'keepDoubts' as const] };

export const resting = intakeSetup.createStateConfig({
  id: 'resting',
  initial: 'quiet',
  entry: nobody,
  states: {
    quiet: {
      entry: ['nothingAsked', say('intake:resting.here')],
      on: {
        ...everyMessage({ target: 'same' }),
        answer: [
          { guard: 'tells', actions: ['forgetProposals', 'keepNext', 'keepProposals'], target: 'same' },
          { target: 'same' },
        ],
        worry: [
          { guard: 'wonders', ...next, target: '#wondering' },
          { ...next, target: 'same' },
        ],
      },
    },
    same: {
      id: 'restingSame',
      entry: [...ask('intake:resting.same.ask', ['yes', 'no', 'person'])],
      on: {
        'choice.yes': { actions: 'sameMatter', target: '#handOff' },
        'choice.no': { actions: 'newMatter', target: '#dangerNow' },
        answer: [{ guard: 'tells', actions: ['keepNext', 'keepProposals', say('common:kept'), 'again'] }],
        worry: [{ guard: 'wonders', ...next, target: '#wondering' }],
      },
    },
  },
});
