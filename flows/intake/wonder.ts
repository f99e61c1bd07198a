/**
 * A plain question about words that may mean danger or self-harm and may be a figure of speech. Asking does not plant
 * the idea, and passing over it could cost a life; so it is asked once, and the person decides what it was. Whoever does not
 * say no gets a person.
 */
import { handOver } from './handOver.ts';
import { ask, keep, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const about = (flag: 'danger' | 'self_harm') => ({ flag });
const flagged = (flag: 'danger' | 'self_harm') => ({ type: 'flag' as const, params: about(flag) });
const doubts = (flag: 'danger' | 'self_harm') => ({ type: 'doubts' as const, params: about(flag) });

/** Keeps what was written and what it may mean. */
export const noted = ['keepStory' as const, 'keepProposals' as const, 'keepDoubts' as const];

/** Where a worry leads while the script runs. */
export const worried = [{ guard: 'wonders' as const, actions: noted, target: '#wondering' }];

/** What words made one wonder about when it could not be asked: while the chat was hidden, or before the welcome. */
export const doubted = [
  { guard: doubts('self_harm'), target: '#wondering' },
  { guard: doubts('danger'), target: '#wondering' },
];

/** Back to the script: to the questions about safety, on to naming what was told, or to the open question. */
const back = [
  { guard: 'notGreeted' as const, target: '#safe' },
  { guard: 'tellsNext' as const, target: '#restingSame' },
  { guard: 'unnamed' as const, target: '#matching' },
  { target: '#activeWas' },
];

const settled = (name: string, key: string) => ({ actions: [keep(name), say(key)], target: 'deciding' });

const withPerson = { actions: ['keepStory' as const, flagged('self_harm')], target: 'kept' };

export const wondering = intakeSetup.createStateConfig({
  id: 'wondering',
  initial: 'deciding',
  states: {
    /** Chooses what to ask; nobody waits here. */
    deciding: {
      always: [{ guard: doubts('self_harm'), target: 'selfHarm' }, { guard: doubts('danger'), target: 'danger' }, ...back],
    },
    selfHarm: {
      entry: [{ type: 'wonder', params: about('self_harm') }, ...ask('intake:wonder.selfHarm.ask', ['yes', 'no', 'rather_not'])],
      on: {
        'choice.yes': { actions: [keep('selfHarm'), flagged('self_harm')], target: '#selfHarmTold' },
        'choice.no': settled('selfHarm', 'intake:wonder.selfHarm.no'),
        'choice.rather_not': { ...withPerson, actions: [keep('selfHarm'), flagged('self_harm')] },
        'choice.person': withPerson,
        'command.person': withPerson,
        asks: [{ guard: { type: 'topicIs', params: { topics: ['person'] } }, ...withPerson }],
        answer: withPerson,
        worry: withPerson,
        voice: withPerson,
        skip: withPerson,
      },
    },
    /** No answer is an answer: a person is called, and the bot stays. */
    kept: { entry: say('intake:selfHarm.rather_not'), ...handOver('#company') },
    danger: {
      entry: [{ type: 'wonder', params: about('danger') }, ...ask('intake:wonder.danger.ask', ['yes', 'no', 'unsure'])],
      on: {
        'choice.yes': { actions: [keep('dangerNow'), flagged('danger')], target: '#emergency' },
        'choice.no': settled('dangerNow', 'intake:wonder.danger.no'),
        'choice.unsure': settled('dangerNow', 'intake:dangerNow.unsure'),
        answer: { actions: ['keepStory', say('intake:dangerNow.unsure')], target: 'deciding' },
        'choice.person': { actions: flagged('danger'), target: '#emergency' },
        'command.person': { actions: flagged('danger'), target: '#emergency' },
        voice: { actions: ['keepVoice', say('intake:dangerNow.unsure')], target: 'deciding' },
        skip: settled('dangerNow', 'intake:dangerNow.unsure'),
        worry: { actions: ['keepStory', 'keepDoubts', flagged('danger')], target: '#emergency' },
      },
    },
  },
});
