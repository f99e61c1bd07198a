/** The way to the desk: a case is opened, or the open one brought up to date, and the conversation joins the queue, in one turn. */
import { intakeSetup } from './setup.ts';

/** Says reference and PIN, once. */
export const tellReference = [
  {
    type: 'say' as const,
    params: ({ context: { reference, pin } }: { context: { reference: string; pin: string } }) => ({
      key: 'intake:handOff.reference',
      values: { reference, pin },
    }),
  },
  'forgetPin' as const,
];

const placing = (next: string) => ({
  entry: ['noteCall' as const, 'handOff' as const],
  on: { placed: { actions: 'keepPlace' as const, target: next } },
});

/** Hands over and goes on to `next`. Reference and PIN are told here. */
export const handOver = (next: string) =>
  intakeSetup.createStateConfig({
    initial: 'deciding',
    states: {
      deciding: {
        always: [
          { guard: 'untold', actions: [...tellReference, 'updateCase'], target: 'placing' },
          { guard: 'hasCase', actions: 'updateCase', target: 'placing' },
          { target: 'opening' },
        ],
      },
      opening: {
        entry: 'openCase',
        on: {
          caseOpened: [
            // Whoever goes on with a case has its reference and PIN; a second pair would only confuse.
            { guard: 'follows', actions: ['keepReference'], target: 'placing' },
            { actions: ['keepReference', 'keepPin', ...tellReference], target: 'placing' },
          ],
        },
      },
      placing: placing(next),
    },
  });

/** Hands over without a word, while somebody else may hold the phone. The PIN waits until it can be told. */
export const handOverUnseen = (next: string) =>
  intakeSetup.createStateConfig({
    initial: 'deciding',
    states: {
      deciding: { always: [{ guard: 'hasCase', actions: 'updateCase', target: 'placing' }, { target: 'opening' }] },
      opening: { entry: 'openCase', on: { caseOpened: { actions: ['keepReference', 'keepPin'], target: 'placing' } } },
      placing: placing(next),
    },
  });
