/**
 * Up to when everything that was written to us is received for good. It never passes a message that is still open, so that
 * catching up from it after any end of the process finds all that was lost.
 */
import { createHash } from 'node:crypto';
import type { Logger } from '../../logger.ts';
import type { ChannelMemory } from '../channel.ts';
import { backOff, pause } from '../pause.ts';

/** Waits between two tries to read or write the memory, and between two writes. Milliseconds. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5_000;
const BETWEEN_WRITES = 1_000;

/** WhatsApp's clock may go before ours by so much; a later time is not believed. Seconds. */
const AHEAD = 300;

interface Stored {
  /** Which account it is about, as a hash. */
  readonly account: string;
  /** When the account was linked: what was written before is no concern of ours. Seconds, as all times here. */
  readonly linked: number;
  readonly received: number;
}

export class Watermark {
  readonly #memory: ChannelMemory;
  readonly #stopping: AbortSignal;
  readonly #log: Logger;
  #stored: Stored | undefined;
  /** What is not received yet, with its time. */
  readonly #open = new Map<string, number>();
  #newest = 0;
  #written = '';
  #writing: Promise<void> = Promise.resolve();
  #due: NodeJS.Timeout | undefined;

  constructor(parts: { memory: ChannelMemory; stopping: AbortSignal; log: Logger }) {
    this.#memory = parts.memory;
    this.#stopping = parts.stopping;
    this.#log = parts.log;
  }

  /**
   * From when on to look for messages of this account. An account that is not the one of the memory begins at `linked`.
   * Waits for the memory, however long it is away. Undefined when stopped before that.
   */
  async begin(accountId: string, linked: number): Promise<{ linked: number; received: number } | undefined> {
    const account = createHash('sha256').update(accountId).digest('hex').slice(0, 16);
    for (let attempt = 0; this.#stored?.account !== account; attempt += 1) {
      if (this.#stopping.aborted) return undefined;
      try {
        const known = parse(await this.#memory.read());
        this.#stored = known?.account === account ? known : { account, linked, received: linked };
        this.#save();
      } catch (error) {
        this.#log.warn({ error }, 'whatsapp memory could not be read');
        await pause(backOff(attempt, FIRST_WAIT, LONGEST_WAIT), this.#stopping);
      }
    }
    return this.#stored;
  }

  /** Notes that something of this time is on its way to be received. */
  open(id: string, t: number): void {
    if (!this.#open.has(id)) this.#open.set(id, t);
  }

  /** Notes that it is received for good, or that there is nothing to receive. */
  close(id: string): void {
    const t = this.#open.get(id);
    if (t === undefined) return;
    this.#open.delete(id);
    if (t <= Date.now() / 1_000 + AHEAD) this.#newest = Math.max(this.#newest, t);
    const reached = Math.min(this.#newest, ...this.#open.values());
    if (!this.#stored || reached <= this.#stored.received) return;
    this.#stored = { ...this.#stored, received: reached };
    this.#due ??= setTimeout(() => this.#save(), BETWEEN_WRITES).unref();
  }

  /** Resolves when the memory has it, or could not take it: then it is caught up on from earlier, which does no harm. */
  async settle(): Promise<void> {
    this.#save();
    await this.#writing;
  }

  #save(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
    this.#writing = this.#writing.then(async () => {
      const value = this.#stored && JSON.stringify(this.#stored);
      if (value === undefined || value === this.#written) return;
      try {
        await this.#memory.write(value);
        this.#written = value;
      } catch (error) {
        this.#log.warn({ error }, 'whatsapp memory could not be written');
      }
    });
  }
}

function parse(value: string | undefined): Stored | undefined {
  try {
    const read: unknown = JSON.parse(value ?? '');
    if (typeof read !== 'object' || read === null) return undefined;
    if (!('account' in read) || !('linked' in read) || !('received' in read)) return undefined;
    const { account, linked, received } = read;
    if (typeof account !== 'string' || typeof linked !== 'number' || typeof received !== 'number') return undefined;
    return { account, linked, received };
  } catch {
    return undefined;
  }
}
