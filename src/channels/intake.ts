/**
 * Hands messages over: one after the other within a chat, chats beside each other. A message is through only when
 * `receive` took it; what could not be taken is tried again, because the database may be away for a while.
 */
import type { Logger } from '../logger.ts';
import type { ChannelName, Inbound } from './channel.ts';
import { backOff, pause } from './pause.ts';

/** Waits between two tries to hand a message over. Milliseconds. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5_000;

/** `channel` names the platform in the log; when `stopping` is aborted nothing more is offered. */
export interface IntakeParts {
  readonly channel: ChannelName;
  readonly receive: (inbound: Inbound) => Promise<void>;
  readonly stopping: AbortSignal;
  readonly log: Logger;
}

/** Takes messages in and hands each to `receive`. */
export class Intake {
  readonly #receive: (inbound: Inbound) => Promise<void>;
  readonly #stopping: AbortSignal;
  readonly #channel: ChannelName;
  readonly #log: Logger;
  /** The end of each chat's line, for chats that have one. */
  readonly #lines = new Map<string, Promise<void>>();
  readonly #failing = new Set<string>();

  constructor(parts: IntakeParts) {
    this.#channel = parts.channel;
    this.#receive = parts.receive;
    this.#stopping = parts.stopping;
    this.#log = parts.log;
  }

  /** Whether a message could not be handed over at its last try. */
  get failing(): boolean {
    return this.#failing.size > 0;
  }

  /** Hands a message over, again and again until it is taken. Rejects only when stopped before that. */
  insist(inbound: Inbound): Promise<void> {
    return this.#inLine(inbound, async () => {
      for (let attempt = 0; !(await this.#offer(inbound)); attempt += 1) {
        await pause(backOff(attempt, FIRST_WAIT, LONGEST_WAIT), this.#stopping);
      }
    });
  }

  /** Hands a message over once, for a platform that comes again by itself. Rejects when it was not taken. */
  once(inbound: Inbound): Promise<void> {
    return this.#inLine(inbound, async () => {
      if (!(await this.#offer(inbound))) throw new Error('the message was not taken');
    });
  }

  /** Resolves when nothing that is in line now is left. */
  async idle(): Promise<void> {
    await Promise.all(this.#lines.values());
  }

  async #offer(inbound: Inbound): Promise<boolean> {
    if (this.#stopping.aborted) throw new Error('stopped before the message was taken');
    try {
      await this.#receive(inbound);
      // The database is there again; what fails for a reason of its own says so at its next try.
      this.#failing.clear();
      return true;
    } catch (error) {
      this.#failing.add(inbound.address);
      this.#log.warn({ error, channel: this.#channel }, 'message could not be stored');
      return false;
    }
  }

  #inLine({ address }: Inbound, work: () => Promise<void>): Promise<void> {
    const outcome = (this.#lines.get(address) ?? Promise.resolve()).then(work);
    const end = outcome
      .catch(() => undefined)
      .then(() => {
        if (this.#lines.get(address) === end) this.#lines.delete(address);
      });
    this.#lines.set(address, end);
    return outcome;
  }
}
