import { intakeSetup } from './setup.ts';

/**
 * Opens a case, or brings the open one up to date, puts the conversation into the queue and goes on to `next`, all in
 * one turn. Reference and PIN are told here, once.
 */
export const handOver = (next: string) =>
  intakeSetup.createStateConfig({
    initial: 'deciding',
    states: {
      deciding: { always: [{ guard: 'hasCase', actions: 'updateCase', target: 'placing' }, { target: 'opening' }] },
      opening: {
        entry: 'openCase',
        on: {
          caseOpened: {
            actions: [
              'keepReference',
              {
                type: 'say',
                params: ({ event }) => ({
                  key: 'intake:handOff.reference',
                  values: { reference: event.reference, pin: event.pin },
                }),
              },
            ],
            target: 'placing',
          },
        },
      },
      placing: { entry: 'handOff', on: { placed: { actions: 'keepPlace', target: 'placed' } } },
      placed: { always: [{ guard: 'willWrite', actions: 'waitForOpening', target: next }, { target: next }] },
    },
  });
