import { expect, test } from 'vitest';
import { type AnyMachineSnapshot, createActor, transition as itself } from 'xstate';
import { intake } from '../../flows/index.ts';
import { transition } from '../../src/engine/transition.ts';
import { everyTurn } from '../support/everyTurn.ts';

const { machine } = intake;

/** All that a step is used for: what is saved, and what the flow asked for. */
function result([after, actions]: readonly [AnyMachineSnapshot, readonly unknown[]]): unknown {
  const events = actions.map((action) => (action as { params?: { event?: unknown } }).params?.event);
  return { save: machine.getPersistedSnapshot(after), events };
}

test('the intake moves from every place exactly as XState itself would move it', () => {
  const turns = everyTurn(
    intake,
    (path) => path,
    () => {},
  );
  expect(turns.length).toBeGreaterThan(1_000);
  for (const { from, incoming } of turns) {
    const before = createActor(machine, { snapshot: from.step.save.snapshot as AnyMachineSnapshot }).getSnapshot();
    expect(result(transition(machine, before, incoming))).toEqual(result(itself(machine, before, incoming)));
  }
});
