/** What Meta told of our messages, in the same posts as theirs. Kept in memory, the newest ones only. */
import type { Logger } from '../../logger.ts';
import { status as shape } from './shapes.ts';

/** How many messages are remembered. */
const REMEMBERED = 10_000;

/** What becomes of a message; a later word overrules an earlier one only when it stands further on. */
const RANKS: Readonly<Record<string, number>> = { sent: 1, failed: 2, delivered: 3, read: 4, played: 5 };

/** `reference` is Meta's id of the message. */
export interface Fate {
  readonly state: 'sent' | 'failed';
  readonly reference: string;
}

/** A message by its mark, to a number, and Meta's code for what was wrong. */
export interface Failed {
  readonly number: string;
  readonly mark: string;
  readonly code: number | undefined;
}

export class Statuses {
  readonly #log: Logger;
  readonly #failed: (failed: Failed) => void;
  readonly #known = new Map<string, Fate & { readonly rank: number }>();
  #newest = 0;

  /** `failed` hears of messages that were taken and did not arrive. */
  constructor(log: Logger, failed: (failed: Failed) => void = () => {}) {
    this.#log = log;
    this.#failed = failed;
  }

  /** When the newest thing happened that Meta told us of, by its clock. Milliseconds; 0 before the first. */
  get newest(): number {
    return this.#newest;
  }

  /** What became of the message that carried this mark; undefined while nothing is known. */
  of(mark: string): Fate | undefined {
    return this.#known.get(mark);
  }

  /** Notes that something happened; anything with a `timestamp` in seconds. */
  heard(happened: unknown): void {
    if (typeof happened !== 'object' || happened === null || !('timestamp' in happened)) return;
    const at = Number(happened.timestamp) * 1_000;
    if (at > this.#newest) this.#newest = at;
  }

  /** Notes a status. What is none, or is of a message that somebody else sent from this number, is passed over. */
  note(value: unknown): void {
    const read = shape.safeParse(value);
    if (!read.success) {
      this.#log.debug('whatsapp status not understood');
      return;
    }
    this.heard(value);
    const { id: reference, status, biz_opaque_callback_data: mark, recipient_id: number, errors } = read.data;
    const rank = RANKS[status];
    // Its send was answered with success, so nobody else will say that it did not arrive.
    if (status === 'failed') {
      this.#log.warn({ outbox: mark, code: errors[0]?.code }, 'whatsapp message failed after it was taken');
      if (number !== undefined && mark !== undefined) this.#failed({ number, mark, code: errors[0]?.code });
    }
    if (mark === undefined || rank === undefined || rank <= (this.#known.get(mark)?.rank ?? 0)) return;
    this.#known.delete(mark);
    this.#known.set(mark, { state: status === 'failed' ? 'failed' : 'sent', reference, rank });
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
  }
}
