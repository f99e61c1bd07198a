/** Where a case stands, asked from any phone with reference and PIN. The PIN goes into the question and is not kept. */

import { resume } from './pauses.ts';
import { ask, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const leave = resume.map((way) => ({ ...way, actions: ['forgetLookup' as const, ...('actions' in way ? way.actions : [])] }));

/** Says where the case stands. */
export const standing = {
  type: 'say' as const,
  params: ({ event }: { event: { type: string; status?: string; place?: number } }) => ({
    key: `intake:status.${event.status ?? 'missing'}`,
    values: { place: String(event.place ?? 0) },
  }),
};

export const status = intakeSetup.createStateConfig({
  id: 'status',
  initial: 'reference',
  states: {
    reference: {
      entry: [...ask('intake:status.reference.ask', ['cancel', 'person'])],
      on: { answer: { guard: 'hasText', actions: 'keepLookup', target: 'pin' }, 'choice.cancel': leave, 'command.back': leave },
    },
    pin: {
      entry: [...ask('intake:status.pin.ask', ['cancel', 'person'])],
      on: {
        answer: { guard: 'hasText', actions: 'findCase', target: 'looking' },
        'choice.cancel': leave,
        'command.back': 'reference',
      },
    },
    looking: {
      on: {
        caseFound: leave.map((way) => ({ ...way, actions: [standing, ...way.actions] })),
        caseMissing: { actions: [say('intake:status.missing'), 'forgetLookup'], target: 'reference' },
      },
    },
  },
});
