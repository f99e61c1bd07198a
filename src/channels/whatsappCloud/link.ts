/** How we stand with the Cloud API: asked at the start until it works, from time to time, and when a send goes wrong. */
import type { Logger } from '../../logger.ts';
import { type ChannelHealth, SendError } from '../channel.ts';
import { backOff, pause } from '../pause.ts';
import type { Graph } from './graph.ts';
import { type Standing, standingOf } from './number.ts';

/** Waits between two questions while something is wrong. Milliseconds. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 30_000;

/** How long nothing is asked while all is well. Milliseconds. */
const CALM = 5 * 60_000;

const TAKES_NOTHING =
  'WhatsApp takes no messages from this number: look into WhatsApp Manager for payment, registration and restrictions.';

/** Holds the state of the number. */
export class Link {
  readonly #parts: { readonly graph: Graph; readonly numberId: string; readonly stopping: AbortSignal; readonly log: Logger };
  readonly #becameReady = Promise.withResolvers<void>();
  #health: ChannelHealth = { state: 'starting' };
  #worked = false;
  #takesNothing = false;
  #watching: Promise<void> = Promise.resolve();
  #calm = new AbortController();

  constructor(parts: { graph: Graph; numberId: string; stopping: AbortSignal; log: Logger }) {
    this.#parts = parts;
    parts.stopping.addEventListener('abort', () => {
      this.#health = { state: 'down' };
      this.#becameReady.resolve();
    });
  }

  get health(): ChannelHealth {
    const refused = this.#takesNothing && this.#health.state === 'ready';
    return refused ? { state: 'down', trouble: 'refused', advice: TAKES_NOTHING } : this.#health;
  }

  /** Resolves when the number works for the first time, or when stopped before that. */
  get ready(): Promise<void> {
    return this.#becameReady.promise;
  }

  /** Begins to ask. Does not wait for an answer. */
  start(): void {
    this.#watching = this.#watch();
  }

  /** Resolves when nothing is asked any more, which is soon after the stop. */
  async idle(): Promise<void> {
    await this.#watching;
  }

  /** Notes that a message was taken. */
  took(): void {
    this.#takesNothing = false;
  }

  /** Notes that a send went wrong, which may mean that the number does not work any more. */
  failed(error: unknown): void {
    if (!(error instanceof SendError)) return;
    if (error.reason === 'misconfigured' && !this.#takesNothing) {
      this.#takesNothing = true;
      this.#parts.log.warn({ error: error.cause }, 'whatsapp takes no messages');
    }
    if (error.reason === 'misconfigured' || error.reason === 'unreachable') this.#calm.abort();
  }

  async #watch(): Promise<void> {
    const { graph, numberId, stopping } = this.#parts;
    for (let attempt = 0; !stopping.aborted; attempt += 1) {
      this.#calm = new AbortController();
      const wrong = await standingOf(graph, numberId, stopping);
      if (stopping.aborted) return;
      if (wrong) {
        this.#down(wrong);
        await pause(backOff(attempt, FIRST_WAIT, LONGEST_WAIT), stopping);
      } else {
        attempt = 0;
        this.#up();
        await pause(CALM, AbortSignal.any([stopping, this.#calm.signal]));
        // A number that works and sends that fail must not chase each other.
        if (this.#calm.signal.aborted) await pause(FIRST_WAIT, stopping);
      }
    }
  }

  #up(): void {
    if (this.#health.state === 'ready') return;
    this.#health = { state: 'ready' };
    this.#worked = true;
    this.#takesNothing = false;
    this.#becameReady.resolve();
    this.#parts.log.info('whatsapp ready');
  }

  #down(wrong: Standing): void {
    if (this.#health.advice === wrong.advice) return;
    const mends = this.#worked && wrong.trouble === 'unreachable';
    this.#health = mends ? { ...wrong, state: 'reconnecting' } : wrong;
    this.#parts.log.warn({ trouble: wrong.trouble, advice: wrong.advice }, 'whatsapp down');
  }
}
