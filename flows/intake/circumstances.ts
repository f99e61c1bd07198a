/**
 * What changes the advice, asked only where it does: the age, a time limit, and the situation of the person. When it is an
 * emergency, a person is called before anything else is asked, and the steps go on meanwhile. What the words told already
 * is not asked again but put to the person, who knows better.
 */
import { handOver } from './handOver.ts';
import { askBy, keep, say } from './say.ts';
import { intakeSetup } from './setup.ts';
import { SITUATIONS } from './situation.ts';

const minor = { type: 'flag' as const, params: { flag: 'minor' as const } };
const adult = { type: 'unflag' as const, params: { flag: 'minor' as const } };
const hurried = { type: 'flag' as const, params: { flag: 'deadline' as const } };
const unhurried = { type: 'unflag' as const, params: { flag: 'deadline' as const } };

/** Asks outright, or whether what the words told is so. */
const askOrConfirm = (name: 'minor' | 'deadline', options: readonly string[]) =>
  askBy(({ flags, answers }) => ({
    key: `intake:${name}.${flags.includes(name) && answers[name] === undefined ? 'confirm' : 'ask'}`,
    options,
  }));

const notSaid = (name: 'minor' | 'deadline', flag: typeof adult | typeof unhurried, target: string) => ({
  actions: [keep(name), flag],
  target,
});

const fitted = { actions: 'keepSituation' as const, target: '#guidance' };
const picked = { guard: 'picksSituation' as const, ...fitted };

export const circumstances = intakeSetup.createStateConfig({
  id: 'circumstances',
  initial: 'deciding',
  states: {
    deciding: { always: [{ guard: 'asksMinor', target: 'minor' }, { target: 'afterMinor' }] },
    minor: {
      entry: [...askOrConfirm('minor', ['yes', 'no', 'skip'])],
      on: {
        'choice.yes': { actions: [keep('minor'), minor], target: 'afterMinor' },
        'choice.no': notSaid('minor', adult, 'afterMinor'),
        'choice.skip': notSaid('minor', adult, 'afterMinor'),
        skip: notSaid('minor', adult, 'afterMinor'),
        'command.back': '#family',
      },
    },
    afterMinor: { always: [{ guard: 'asksDeadline', target: 'deadline' }, { target: 'settled' }] },
    deadline: {
      entry: [...askOrConfirm('deadline', ['today', 'days', 'no', 'skip'])],
      on: {
        'choice.today': { actions: [keep('deadline'), hurried], target: 'settled' },
        'choice.days': { actions: [keep('deadline'), hurried], target: 'settled' },
        'choice.no': notSaid('deadline', unhurried, 'settled'),
        'choice.skip': notSaid('deadline', unhurried, 'settled'),
        skip: notSaid('deadline', unhurried, 'settled'),
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
