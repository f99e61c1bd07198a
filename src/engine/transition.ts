/**
 * XState's pure `transition` without its overhead: it makes an actor with a first snapshot of its own at every call and
 * throws it away, which is a third of a step. Here one is kept for each machine. It is never started.
 */
import { type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine, createActor } from 'xstate';
import type { Incoming } from './protocol.ts';

const scopes = new WeakMap<AnyStateMachine, AnyActorScope>();

/** The next snapshot and what the flow asked for on the way, in order. Runs nothing and changes nothing. */
export function transition(
  machine: AnyStateMachine,
  before: AnyMachineSnapshot,
  incoming: Incoming,
): [AnyMachineSnapshot, readonly unknown[]] {
  const actions: unknown[] = [];
  const scope = scopes.get(machine) ?? inertScope(machine);
  scopes.set(machine, scope);
  const after = machine.transition(before, incoming, { ...scope, actionExecutor: (action) => actions.push(action) });
  return [after, actions];
}

function inertScope(machine: AnyStateMachine): AnyActorScope {
  const self = createActor(machine);
  const nothing = (): void => {};
  return {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  };
}
