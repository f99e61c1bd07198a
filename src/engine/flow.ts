/**
 * The pure engine: a flow, a save and one incoming go in; the next save and the effects come out.
 *
 * Uses XState's pure functions and never a running actor, because a restored actor loses its timers, runs its
 * promises again and reports a throwing action as an uncaught exception.
 */
import { type AnyMachineSnapshot, type AnyStateMachine, createActor, initialTransition } from 'xstate';
import type { Effect, Incoming, Language, Save } from './protocol.ts';
import { transition } from './transition.ts';

/** What a flow is given when it starts. */
export interface FlowInput {
  readonly language: Language;
  /** Whether the language was recognised surely enough not to ask for it. */
  readonly certain: boolean;
}

/** A conversation's script. `upgrades[n]` turns a snapshot of version n into one of version n + 1. */
export interface Flow {
  readonly id: string;
  readonly version: number;
  readonly machine: AnyStateMachine;
  readonly upgrades: Readonly<Record<number, (snapshot: unknown) => unknown>>;
}

/** What is open for an answer just now; the only part of a flow's memory that others may read. */
export interface Asked {
  readonly key: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly options: readonly string[];
}

/** What a conversation waits for between two turns. */
export interface Waiting {
  /** The question that is open now, with the option ids it accepts. */
  readonly asked: Asked | null;
  /** A story is being told: short messages that follow each other are one. */
  readonly listening: boolean;
  /** An associate has the conversation: messages are for a person, not for the flow. */
  readonly silent: boolean;
  /** The person hid the chat, stopped it, or did not allow us to write: nobody writes first, not even an associate. */
  readonly away: boolean;
}

/** The result of one step. `handled` is false when the flow had no transition for the incoming. */
export interface Step extends Waiting {
  readonly save: Save;
  readonly effects: readonly Effect[];
  readonly handled: boolean;
}

/** A save that cannot be continued: finished, from a newer build, or broken. The conversation must start anew. */
export class SaveError extends Error {
  readonly reason: 'finished' | 'newer' | 'broken' | 'foreign';

  constructor(reason: SaveError['reason'], cause?: unknown) {
    super(`the save is ${reason}`, { cause });
    this.reason = reason;
  }
}

/** Begins a conversation. */
export function start(flow: Flow, input: FlowInput): Step {
  const [snapshot, actions] = initialTransition(flow.machine, input);
  return outcome(flow, snapshot, actions, true);
}

/** Moves a conversation by one incoming. Throws {@link SaveError} when the save cannot be continued. */
export function step(flow: Flow, save: Save, incoming: Incoming): Step {
  const before = restore(flow, save);
  if (!before.can(incoming)) return outcome(flow, before, [], false);
  const [after, actions] = transition(flow.machine, before, incoming);
  return outcome(flow, after, actions, true);
}

/** Reads what a save is waiting for, without moving it. */
export function peek(flow: Flow, save: Save): Waiting {
  return waiting(restore(flow, save));
}

/** The snapshots behind the saves that are in hand, so that the steps of one turn do not read the same save again and again. */
const live = new WeakMap<Save, AnyMachineSnapshot>();

function restore(flow: Flow, save: Save): AnyMachineSnapshot {
  const known = live.get(save);
  const snapshot = known?.machine === flow.machine ? known : read(flow, save);
  if (snapshot.status === 'done') throw new SaveError('finished');
  if (snapshot.status !== 'active') throw new SaveError('broken', snapshot.error);
  live.set(save, snapshot);
  return snapshot;
}

function read(flow: Flow, save: Save): AnyMachineSnapshot {
  if (save.flow !== flow.id) throw new SaveError('foreign');
  if (save.version > flow.version) throw new SaveError('newer');
  let saved = save.snapshot;
  for (let version = save.version; version < flow.version; version += 1) {
    const upgrade = flow.upgrades[version];
    if (!upgrade) throw new SaveError('broken');
    saved = upgraded(upgrade, saved);
  }
  return revive(flow.machine, saved);
}

function upgraded(upgrade: (snapshot: unknown) => unknown, saved: unknown): unknown {
  try {
    return upgrade(saved);
  } catch (error) {
    throw new SaveError('broken', error);
  }
}

/** `resolveState` forgets history, so an actor that is never started reads the snapshot back. */
function revive(machine: AnyStateMachine, saved: unknown): AnyMachineSnapshot {
  try {
    return createActor(machine, { snapshot: saved as AnyMachineSnapshot }).getSnapshot();
  } catch (error) {
    throw new SaveError('broken', error);
  }
}

function outcome(flow: Flow, snapshot: AnyMachineSnapshot, actions: readonly unknown[], handled: boolean): Step {
  if (snapshot.status === 'error') throw new Error(`flow ${flow.id} failed`, { cause: snapshot.error });
  const save = { flow: flow.id, version: flow.version, snapshot: flow.machine.getPersistedSnapshot(snapshot) };
  live.set(save, snapshot);
  return { save, effects: actions.map(effectOf), handled, ...waiting(snapshot) };
}

function waiting(snapshot: AnyMachineSnapshot): Waiting {
  const context = snapshot.context as { asked?: Asked | null };
  return {
    asked: context.asked ?? null,
    listening: snapshot.hasTag('listening'),
    silent: snapshot.hasTag('silent'),
    away: snapshot.hasTag('away'),
  };
}

/** Returned actions hold functions, so only the emitted event is taken; anything else is a mistake in the flow. */
function effectOf(action: unknown): Effect {
  const { type, params } = action as { type: string; params?: { event?: Effect } };
  if (type !== 'xstate.emit' || !params?.event) throw new Error(`a flow may only emit, but it asked for ${type}`);
  return params.event;
}
