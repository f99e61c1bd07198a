/** The end: what comes next, feedback if wanted, and a rest from which a returning person is known. */
import { feedback } from '../feedback/feedback.ts';
import { person } from './anytime.ts';
import { ask, everyMessage, say } from './say.ts';
import { intakeSetup } from './setup.ts';
import { intruder, topic } from './topics.ts';

const nobody = { type: 'desk' as const, params: { desk: 'none' as const } };

export const closing = intakeSetup.createStateConfig({
  id: 'closing',
  initial: 'helped',
  entry: [nobody, say('intake:closing.say')],
  states: feedback,
});

/** What was written on coming back belongs to the matter that is known. */
const same = person.map((way) => ({ ...way, actions: 'sameMatter' as const }));

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
        asks: [
          intruder,
          { guard: topic('thanks', 'bye'), actions: 'tell' },
          { guard: topic('person'), target: '#toPerson' },
          { target: 'same' },
        ],
        answer: [
          { guard: 'tells', actions: ['forgetProposals', 'keepNext', 'keepProposals'], target: 'same' },
          { target: 'same' },
        ],
        voice: { actions: 'keepNextVoice', target: 'same' },
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
        'choice.yes': { actions: 'sameMatter', target: '#followUp' },
        skip: { actions: 'sameMatter', target: '#followUp' },
        'choice.person': same,
        'command.person': same,
        'choice.no': { actions: 'newMatter', target: '#dangerNow' },
        answer: [{ guard: 'tells', actions: ['keepNext', 'keepProposals', say('common:kept'), 'again'] }],
        worry: [{ guard: 'wonders', ...next, target: '#wondering' }],
      },
    },
  },
});
