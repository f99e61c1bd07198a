/** Receiving by webhook: Telegram posts each update and takes any answer but success as a reason to come again. */
import { type ApiClientOptions, Bot, webhookCallback } from 'grammy';
import type { Update } from 'grammy/types';
import type { Link } from './link.ts';
import { backOff, pause } from './pause.ts';
import { UPDATES } from './read.ts';

/** Waits between two tries to register. Milliseconds. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/** What a webhook needs. `accept` resolves when the update is received durably and rejects when it was not. */
export interface WebhookParts {
  readonly token: string;
  readonly client: ApiClientOptions;
  readonly url: string;
  readonly secret: string;
  readonly link: Link;
  readonly accept: (update: Update) => Promise<void>;
}

/** One registered address. On stopping it stays registered, so that Telegram keeps messages for the next process. */
export class Webhook {
  readonly #parts: WebhookParts;
  readonly #bot: Bot;
  readonly #handle: (request: Request) => Promise<Response>;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
    this.#bot = new Bot(parts.token, { client: parts.client });
    this.#bot.api.config.use(parts.link.patiently);
    this.#bot.use(({ update }) => parts.accept(update));
    this.#handle = webhookCallback(this.#bot, 'std/http', {
      secretToken: parts.secret,
      // Telegram has a deadline of its own, and grammY's would leave a rejection that nobody handles.
      timeoutMilliseconds: Number.POSITIVE_INFINITY,
    });
  }

  /** Registers the address, again and again until Telegram accepts it or we stop. */
  async start(): Promise<void> {
    const { link, url, secret } = this.#parts;
    for (let attempt = 0; !link.stopping.aborted; attempt += 1) {
      try {
        await this.#bot.init();
        await this.#bot.api.setWebhook(url, { secret_token: secret, allowed_updates: UPDATES });
        link.up();
        return;
      } catch (error) {
        link.refused(error);
      }
      await pause(backOff(attempt, FIRST_WAIT, LONGEST_WAIT), link.stopping);
    }
  }

  /** Answers one post: 401 without the secret, 503 while starting or stopping, 500 when the update was not received, else 200. */
  async answer(request: Request): Promise<Response> {
    if (!this.#bot.isInited() || this.#parts.link.stopping.aborted) return new Response(null, { status: 503 });
    try {
      return await this.#handle(request);
    } catch {
      // Why it was not received is logged where it happened.
      return new Response(null, { status: 500 });
    }
  }
}
