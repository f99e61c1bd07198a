/** How we stand with Telegram, and the patience that every call of ours to it has. */
import { GrammyError, type Transformer } from 'grammy';
import type { Logger } from '../../logger.ts';
import type { ChannelHealth, Trouble } from '../channel.ts';
import { backOff, pause } from '../pause.ts';
import { toGrammySignal } from './signal.ts';

/** Waits between two tries to reach Telegram. Milliseconds. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** What an operator should do about each trouble. */
const ADVICE = {
  unreachable: 'Telegram cannot be reached: check the network and TELEGRAM_API_ROOT. Trying again.',
  wrong_token: 'Telegram refuses the bot token: set TELEGRAM_BOT_TOKEN to the one that @BotFather shows, then restart.',
  second_process: 'Another process receives with this bot token: stop it, or give this one a token of its own. Trying again.',
  refused: 'Telegram refuses to deliver messages: check PUBLIC_URL and the Telegram settings. Trying again.',
} as const satisfies Partial<Record<Trouble, string>>;

/** Holds the state of the connection and keeps calling while Telegram is merely away. */
export class Link {
  readonly stopping: AbortSignal;
  readonly #log: Logger;
  #health: ChannelHealth = { state: 'starting' };
  readonly #becameReady = Promise.withResolvers<void>();
  readonly #onReady: () => void;
  #wasReady = false;

  /** `onReady` is called each time that messages can arrive after they could not. */
  constructor(parts: { stopping: AbortSignal; log: Logger; onReady?: () => void }) {
    this.stopping = parts.stopping;
    this.#log = parts.log;
    this.#onReady = parts.onReady ?? (() => undefined);
    this.stopping.addEventListener('abort', () => {
      this.#health = { state: 'down' };
      this.#becameReady.resolve();
    });
  }

  get health(): ChannelHealth {
    return this.#health;
  }

  /** Resolves when messages can arrive for the first time, or when stopped before that. */
  get ready(): Promise<void> {
    return this.#becameReady.promise;
  }

  /** Notes that messages can arrive. */
  up(): void {
    if (this.stopping.aborted || this.#health.state === 'ready') return;
    this.#health = { state: 'ready' };
    this.#wasReady = true;
    this.#becameReady.resolve();
    this.#log.info('telegram ready');
    this.#onReady();
  }

  /** Notes an error that ended the attempt to receive, and says how it can be put right. */
  refused(error: unknown): void {
    const code = error instanceof GrammyError ? error.error_code : undefined;
    if (code === 401 || code === 404) this.#down('wrong_token', error);
    else if (code === 409) this.#down('second_process', error);
    else this.#down('refused', error);
  }

  /** Makes a call patient: it is tried for ever while Telegram cannot be reached, is broken, or asks to be left alone. */
  readonly patiently: Transformer = async (previous, method, payload, signal) => {
    for (let attempt = 0; ; attempt += 1) {
      let wait = backOff(attempt, FIRST_WAIT, LONGEST_WAIT);
      try {
        const answer = await previous(method, payload, signal ?? toGrammySignal(this.stopping));
        if (answer.ok || (answer.error_code < 500 && answer.error_code !== 429)) return answer;
        wait = Math.max(wait, (answer.parameters?.retry_after ?? 0) * 1_000);
        this.#down('unreachable', undefined);
      } catch (error) {
        if (signal?.aborted || this.stopping.aborted) throw error;
        this.#down('unreachable', error);
      }
      await pause(wait, this.stopping);
      if (this.stopping.aborted) throw new Error('stopped before Telegram could be reached');
    }
  };

  #down(trouble: keyof typeof ADVICE, error: unknown): void {
    if (this.stopping.aborted || this.#health.trouble === trouble) return;
    // A network that is away comes back by itself, if it was ever there; for the rest somebody has to do something.
    const mends = trouble === 'unreachable' && this.#wasReady;
    const advice = ADVICE[trouble];
    this.#health = { state: mends ? 'reconnecting' : 'down', trouble, advice };
    this.#log.warn({ error, trouble, advice }, 'telegram down');
  }
}
