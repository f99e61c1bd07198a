/**
 * Where a case stands, asked from any phone with reference and PIN. The PIN goes into the question and is not kept.
 * Whoever asks from another chat can go on with the case there.
 */
import { deskUnseen, forTheAssociate, resume, silenceUnseen, worryUnasked } from '../intake/pauses.ts';
import { ask, everyMessage, say } from '../intake/say.ts';
import { intakeSetup } from '../intake/setup.ts';
import { standing } from '../intake/standing.ts';

const leave = resume.map((way) => ({ ...way, actions: ['forgetLookup' as const, ...('actions' in way ? way.actions : [])] }));

/** A code is short; more words than that are for the associate who came in between. */
const toTheAssociate = { guard: 'tellsAssociate' as const, actions: ['forgetLookup' as const], target: '#associate' };

/** Numbers have to be read, and nobody reads a voice message here. */
const typed = [forTheAssociate, { actions: [say('status:typed'), 'again' as const] }];

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
      entry: [...ask('status:reference.ask', ['cancel', 'person'])],
      on: {
        answer: [
          toTheAssociate,
          { guard: 'givesBoth', actions: ['keepBoth', 'findBoth'], target: 'looking' },
          { guard: 'hasText', actions: 'keepLookup', target: 'pin' },
        ],
        voice: typed,
        skip: leave,
        'choice.cancel': leave,
        'command.back': leave,
      },
    },
    pin: {
      entry: [...ask('status:pin.ask', ['cancel', 'person'])],
      on: {
        answer: [toTheAssociate, { guard: 'hasText', actions: 'findCase', target: 'looking' }],
        voice: typed,
        skip: leave,
        'choice.cancel': leave,
        'command.back': 'reference',
      },
    },
    looking: {
      on: {
        caseFound: [
          { guard: 'canJoin', actions: [standing], target: 'join' },
          ...leave.map((way) => ({ ...way, actions: [standing, ...way.actions] })),
        ],
        caseMissing: { actions: [say('status:missing'), 'forgetLookup'], target: 'reference' },
      },
    },
    join: {
      entry: [...ask('status:join.ask', ['yes', 'no'])],
      on: {
        'choice.yes': [
          forTheAssociate,
          { guard: 'unsafeUnasked', actions: 'keepFollows', target: '#safe' },
          { actions: 'keepFollows', target: '#followUp' },
        ],
        'choice.no': leave,
        skip: leave,
        'command.back': leave,
      },
    },
  },
});
