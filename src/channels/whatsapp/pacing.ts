/** Keeps us from writing faster than a person with a phone does in the eyes of WhatsApp: its bans follow such patterns. */
import { pause } from '../pause.ts';

/** So many messages may go out at once, and then so many a second, over all chats. */
const BURST = 20;
const A_SECOND = 8;

/** Chats whose last message is remembered. */
const REMEMBERED = 1_000;

/** Gives out moments at which a message may go. */
export class Pacing {
  readonly #gap: number;
  readonly #stopping: AbortSignal;
  /** When the account would be idle again if all went at the steady rate. */
  #busyUntil = 0;
  readonly #last = new Map<string, number>();

  /** `gap` between two messages to the same chat, in milliseconds. */
  constructor(gap: number, stopping: AbortSignal) {
    this.#gap = gap;
    this.#stopping = stopping;
  }

  /** Resolves when a message to this chat may go; false when stopped while it waited. Whoever asks first goes first. */
  async turn(address: string): Promise<boolean> {
    const now = performance.now();
    const at = this.plan(address, now);
    if (at <= now) return true;
    await pause(at - now, this.#stopping);
    return !this.#stopping.aborted;
  }

  /** The moment at which a message to this chat may go that is wanted `now`, in milliseconds; it is then taken. */
  plan(address: string, now: number): number {
    const steady = this.#busyUntil - ((BURST - 1) * 1_000) / A_SECOND;
    const at = Math.max(now, steady, (this.#last.get(address) ?? Number.NEGATIVE_INFINITY) + this.#gap);
    this.#busyUntil = Math.max(this.#busyUntil, at) + 1_000 / A_SECOND;
    this.#last.delete(address);
    this.#last.set(address, at);
    const oldest = this.#last.keys().next().value;
    if (this.#last.size > REMEMBERED && oldest !== undefined) this.#last.delete(oldest);
    return at;
  }
}
