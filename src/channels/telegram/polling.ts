/**
 * Receiving by long polling, with grammY's own loop. Telegram takes a `getUpdates` with an offset as the receipt for all
 * that came before, so each such call is held until what was given is received, and its offset is set from the ledger.
 */
import { type ApiClientOptions, Bot, type Transformer } from 'grammy';
import type { Update } from 'grammy/types';
import { backOff, pause } from '../pause.ts';
import { Ledger } from './ledger.ts';
import type { Link } from './link.ts';
import { UPDATES } from './read.ts';
import { toGrammySignal } from './signal.ts';

/** How long Telegram may hold a `getUpdates` open. Seconds; less than the deadline of a call. */
const POLL_SECONDS = 15;

/** How long one chat that is stuck may hold up news from the others. Milliseconds. */
const HOLD = 1_000;

/** How long the last receipt may take when we stop. Milliseconds. */
const GOODBYE = 3_000;

/** Waits after Telegram turned us away. Milliseconds. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/** What polling needs. `accept` resolves when the update is received durably, and rejects only when stopped before. */
export interface PollingParts {
  readonly token: string;
  readonly client: ApiClientOptions;
  readonly link: Link;
  readonly accept: (update: Update) => Promise<void>;
}

/** Polls until told to stop, whatever Telegram says. */
export class Polling {
  readonly #parts: PollingParts;
  readonly #ledger = new Ledger();
  readonly #accepting = new Set<Promise<void>>();
  #bot: Bot | undefined;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: PollingParts) {
    this.#parts = parts;
  }

  /** Begins to poll. Does not wait for Telegram. */
  start(): void {
    this.#running = this.#pollForEver();
  }

  /** Confirms what was received and ends; `announce` tells everybody else to stop. */
  async stop(announce: () => void): Promise<void> {
    this.#stopped = true;
    // grammY notes at once that it was stopped, so that whatever wakes up on the announcement finds it stopped.
    const confirmed = this.#bot?.stop().catch(() => undefined);
    announce();
    await Promise.all([confirmed, this.#running, this.#idle()]);
  }

  async #pollForEver(): Promise<void> {
    const { link } = this.#parts;
    for (let attempt = 0; !link.stopping.aborted; attempt += 1) {
      const began = performance.now();
      // A fresh bot each time: a used one would skip the update at which it broke off.
      this.#bot = this.#createBot();
      try {
        await this.#bot.start({ timeout: POLL_SECONDS, allowed_updates: UPDATES });
      } catch (error) {
        link.refused(error);
      }
      // Two processes that take the token from each other must not do so ever faster.
      if (performance.now() - began > LONGEST_WAIT) attempt = 0;
      await pause(backOff(attempt, FIRST_WAIT, LONGEST_WAIT), link.stopping);
    }
  }

  #createBot(): Bot {
    const { token, client, link } = this.#parts;
    const bot = new Bot(token, { client });
    // Patience comes last and so is outermost: each of its tries reads the ledger anew.
    bot.api.config.use(this.#withReceipt, link.patiently);
    bot.use(({ update }) => this.#take(update));
    bot.catch(({ error }) => link.refused(error));
    return bot;
  }

  #take(update: Update): void {
    const { update_id: id } = update;
    if (!this.#ledger.open(id)) return;
    // An update stays open when we stop before it was received; Telegram gives it to the next process.
    const accepting = this.#parts
      .accept(update)
      .then(
        () => this.#ledger.close(id),
        () => undefined,
      )
      .finally(() => this.#accepting.delete(accepting));
    this.#accepting.add(accepting);
  }

  async #idle(): Promise<void> {
    await Promise.all(this.#accepting);
  }

  readonly #withReceipt: Transformer = async (previous, method, payload, signal) => {
    if (method !== 'getUpdates') return previous(method, payload, signal);
    if (this.#stopped) {
      await this.#idle();
      return previous(method, { ...payload, offset: this.#ledger.offset }, toGrammySignal(AbortSignal.timeout(GOODBYE)));
    }
    const { link } = this.#parts;
    const held = new AbortController();
    await Promise.race([this.#idle(), pause(HOLD, AbortSignal.any([held.signal, link.stopping]))]);
    held.abort();
    // The first answer is wanted at once, to know that polling works.
    const timeout = link.health.state === 'ready' ? POLL_SECONDS : 0;
    const answer = await previous(method, { ...payload, offset: this.#ledger.offset, timeout }, signal);
    if (answer.ok) link.up();
    return answer;
  };
}
