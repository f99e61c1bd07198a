/**
 * The two facts that change the advice, asked only where they do. When they make it an emergency, a person is called
 * before the first step is given, and the steps go on meanwhile.
 */
import { handOver } from './handOver.ts';
import { ask, keep, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const minor = { type: 'flag' as const, params: { flag: 'minor' as const } };
const adult = { type: 'unflag' as const, params: { flag: 'minor' as const } };
const hurried = { type: 'flag' as const, params: { flag: 'deadline' as const } };
const unhurried = { type: 'unflag' as const, params: { flag: 'deadline' as const } };

export const circumstances = intakeSetup.createStateConfig({
  id: 'circumstances',
  initial: 'deciding',
  states: {
    deciding: { always: [{ guard: 'asksMinor', target: 'minor' }, { target: 'afterMinor' }] },
    minor: {
      entry: [...ask('intake:minor.ask', ['yes', 'no', 'skip'])],
      on: {
        'choice.yes': { actions: [keep('minor'), minor], target: 'afterMinor' },
        'choice.no': { actions: [keep('minor'), adult], target: 'afterMinor' },
        'choice.skip': { actions: [keep('minor'), adult], target: 'afterMinor' },
        'command.back': '#family',
      },
    },
    afterMinor: { always: [{ guard: 'asksDeadline', target: 'deadline' }, { target: 'settled' }] },
    deadline: {
      entry: [...ask('intake:deadline.ask', ['today', 'days', 'no', 'skip'])],
      on: {
        'choice.today': { actions: [keep('deadline'), hurried], target: 'settled' },
        'choice.days': { actions: [keep('deadline'), hurried], target: 'settled' },
        'choice.no': { actions: [keep('deadline'), unhurried], target: 'settled' },
        'choice.skip': { actions: [keep('deadline'), unhurried], target: 'settled' },
        'command.back': [{ guard: 'asksMinor', target: 'minor' }, { target: '#family' }],
      },
    },
    settled: {
      always: [{ guard: 'callNow', actions: say('intake:circumstances.calling'), target: 'calling' }, { target: '#guidance' }],
    },
    calling: handOver('#guidance'),
  },
});
