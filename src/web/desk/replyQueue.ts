/** Replies on their way: one line per conversation, so that a person who is away holds up nobody else's answers. */
import type { FailureCode } from './api.ts';
import { newId } from './newId.ts';

/** A reply that the server has not confirmed. `refused` says why it never will. */
export interface Pending {
  readonly id: string;
  readonly conversationId: string;
  readonly text: string;
  readonly at: string;
  readonly refused?: FailureCode;
}

interface Parts {
  /** What was pending when the page was left. */
  readonly before: readonly Pending[];
  /** Sends a reply; `sent` once the server has it and the page shows it. */
  post(reply: Pending): Promise<'sent' | FailureCode>;
  /** Waits between two tries. */
  pause(): Promise<void>;
  /** Hears each new list. */
  changed(pending: readonly Pending[]): void;
}

/** These pass by themselves; everything else is for the associate to decide. */
const PASSING: ReadonlySet<string> = new Set<FailureCode>(['offline', 'failed', 'slow_down', 'signed_out', 'away']);

/** Sends each conversation's replies in order, again and again until they are kept or refused. */
export class ReplyQueue {
  readonly #parts: Parts;
  readonly #running = new Set<string>();
  readonly #hurried = new Set<() => void>();
  #pending: readonly Pending[];
  #stopped = true;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#pending = parts.before;
  }

  /** Begins to send, also what was pending before. */
  start(): void {
    this.#stopped = false;
    for (const { conversationId } of this.#pending) void this.#run(conversationId);
  }

  add(conversationId: string, text: string): void {
    this.#change([...this.#pending, { id: newId(), conversationId, text, at: new Date().toISOString() }]);
    void this.#run(conversationId);
  }

  /** Gives a refused reply up. */
  drop(id: string): void {
    this.#change(this.#pending.filter((reply) => reply.id !== id));
  }

  /** Tries at once what waits for its next try, because the line is back. */
  hurry(): void {
    for (const go of this.#hurried) go();
  }

  stop(): void {
    this.#stopped = true;
    this.hurry();
  }

  async #run(conversationId: string): Promise<void> {
    if (this.#running.has(conversationId)) return;
    this.#running.add(conversationId);
    for (let next = this.#next(conversationId); next; next = this.#next(conversationId)) {
      const { id } = next;
      const result = await this.#parts.post(next);
      if (result === 'sent') this.drop(id);
      else if (PASSING.has(result)) await this.#pause();
      else this.#change(this.#pending.map((reply) => (reply.id === id ? { ...reply, refused: result } : reply)));
    }
    this.#running.delete(conversationId);
  }

  #next(conversationId: string): Pending | undefined {
    if (this.#stopped) return undefined;
    return this.#pending.find((reply) => reply.conversationId === conversationId && !reply.refused);
  }

  async #pause(): Promise<void> {
    let go = (): void => {};
    const hurried = new Promise<void>((resolve) => {
      go = resolve;
    });
    this.#hurried.add(go);
    await Promise.race([hurried, this.#parts.pause()]);
    this.#hurried.delete(go);
  }

  #change(pending: readonly Pending[]): void {
    this.#pending = pending;
    this.#parts.changed(pending);
  }
}
