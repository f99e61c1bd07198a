/**
 * What changes the advice, asked only where it does: the age, a time limit, and the situation of the person. When it is an
 * emergency, a person is called before anything else is asked, and the steps go on meanwhile. What the words told already
 * is not asked again but put to the person, who knows better.
 */
import { chosenTypes } from './advice.ts';
import { handOver } from './handOver.ts';
import { askBy, keep, say } from './say.ts';
import { intakeSetup } from './setup.ts';
import { SITUATIONS } from './situation.ts';

const minor = { type: 'flag' as const, params: { flag: 'minor' as const } };
const adult = { type: 'unflag' as const, params: { flag: 'minor' as const } };
const hurried = { type: 'flag' as const, params: { flag: 'deadline' as const } };
const unhurried = { type: 'unflag' as const, params: { flag: 'deadline' as const } };

/** Asks outright, or whether what the words told is so. */
const askDeadline = askBy(({ flags, answers }) => ({
  key: `intake:deadline.${flags.includes('deadline') && answers.deadline === undefined ? 'confirm' : 'ask'}`,
  options: ['today', 'days', 'no', 'skip'],
}));

/** In the picture, or at all. */
const askMinor = askBy((context) => {
  const told = context.flags.includes('minor') && context.answers.minor === undefined;
  const plain = chosenTypes(context).some(({ image }) => image) ? 'ask' : 'askPlain';
  return { key: `intake:minor.${told ? 'confirm' : plain}`, options: ['yes', 'no', 'skip'] };
});

const fitted = { actions: 'keepSituation' as const, target: '#guidance' };
const picked = { guard: 'picksSituation' as const, ...fitted };

export const circumstances = intakeSetup.createStateConfig({
  id: 'circumstances',
  initial: 'deciding',
  states: {
    deciding: { always: [{ guard: 'asksMinor', target: 'minor' }, { target: 'afterMinor' }] },
    minor: {
      entry: [...askMinor],
      on: {
        'choice.yes': { actions: [keep('minor'), minor], target: 'named' },
        'choice.no': { actions: [keep('minor'), adult], target: 'afterMinor' },
        'choice.skip': 'named',
        skip: 'named',
        'command.back': '#family',
      },
    },
    /** A minor's picture cannot wait for the other questions. What the words told stays until it is denied. */
    named: {
      always: [
        { guard: 'callNow', actions: say('intake:circumstances.calling'), target: 'callingForMinor' },
        { target: 'afterMinor' },
      ],
    },
    callingForMinor: handOver('#afterMinor'),
    afterMinor: { id: 'afterMinor', always: [{ guard: 'asksDeadline', target: 'deadline' }, { target: 'settled' }] },
    deadline: {
      entry: [...askDeadline],
      on: {
        'choice.today': { actions: [keep('deadline'), hurried], target: 'settled' },
        'choice.days': { actions: [keep('deadline'), hurried], target: 'settled' },
        'choice.no': { actions: [keep('deadline'), unhurried], target: 'settled' },
        'choice.skip': 'settled',
        skip: 'settled',
        'command.back': [{ guard: 'asksMinor', target: 'minor' }, { target: '#family' }],
      },
    },
    settled: {
      always: [
        { guard: 'callNow', actions: say('intake:circumstances.calling'), target: 'calling' },
        { target: 'afterDeadline' },
      ],
    },
    calling: handOver('#afterDeadline'),
    afterDeadline: { id: 'afterDeadline', always: [{ guard: 'asksSituation', target: 'situation' }, { target: '#guidance' }] },
    situation: {
      id: 'situation',
      entry: [...askBy(() => ({ key: 'intake:situation.ask', options: [...SITUATIONS, 'none', 'skip'] }))],
      on: {
        'choice.none': fitted,
        'choice.skip': '#guidance',
        skip: '#guidance',
        'choice.*': [picked],
        choices: [picked],
        'command.back': [
          { guard: 'asksDeadline', target: 'deadline' },
          { guard: 'asksMinor', target: 'minor' },
          { target: '#family' },
        ],
      },
    },
  },
});
