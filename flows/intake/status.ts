/** Where a case stands, asked from any phone with reference and PIN. The PIN goes into the question and is not kept. */

import { deskUnseen, forTheAssociate, resume, silenceUnseen, worryUnasked } from './pauses.ts';
import { ask, everyMessage, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const leave = resume.map((way) => ({ ...way, actions: ['forgetLookup' as const, ...('actions' in way ? way.actions : [])] }));

/** A code is short; more words than that are for the associate who came in between. */
const toTheAssociate = { guard: 'tellsAssociate' as const, actions: ['forgetLookup' as const], target: '#associate' };

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
  on: {
    ...everyMessage(forTheAssociate),
    worry: worryUnasked,
    ...deskUnseen,
    claimed: [{ guard: 'keepsQuiet', ...deskUnseen.claimed, target: '#unannounced' }, deskUnseen.claimed],
    silence: silenceUnseen,
  },
  states: {
    reference: {
      entry: [...ask('intake:status.reference.ask', ['cancel', 'person'])],
      on: {
        answer: [toTheAssociate, { guard: 'hasText', actions: 'keepLookup', target: 'pin' }],
        'choice.cancel': leave,
        'command.back': leave,
      },
    },
    pin: {
      entry: [...ask('intake:status.pin.ask', ['cancel', 'person'])],
      on: {
        answer: [toTheAssociate, { guard: 'hasText', actions: 'findCase', target: 'looking' }],
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
