/** Receiving by webhook: Telegram posts each update and takes any answer but success as a reason to come again. */
import { type ApiClientOptions, Bot, webhookCallback } from 'grammy';
import type { Update } from 'grammy/types';
import { backOff, pause } from '../pause.ts';
import type { Link } from './link.ts';
import { UPDATES } from './read.ts';

/** Waits between two tries to register. Milliseconds. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/**
 * How often the address is registered anew. Milliseconds. Nothing else tells us that the token was revoked, or that another
 * process with the same token took the address away by polling.
 */
const RENEWAL = 60_000;

/** More than any update has. Bytes. */
const LARGEST_UPDATE = 1024 * 1024;

/** What a webhook needs. `accept` resolves when the update is received durably and rejects when it was not. */
export interface WebhookParts {
  readonly token: string;
  readonly client: ApiClientOptions;
  readonly url: string;
  readonly secret: string;
  readonly link: Link;
  readonly accept: (update: Update) => Promise<void>;
  /** Milliseconds. */
  readonly renewal?: number;
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

  /** Registers the address, again and again until Telegram accepts it, and from then on from time to time until we stop. */
  async start(): Promise<void> {
    const { link, url, secret, renewal = RENEWAL } = this.#parts;
    for (let attempt = 0; !link.stopping.aborted; ) {
      let wait = renewal;
      try {
        await this.#bot.init();
        await this.#bot.api.setWebhook(url, { secret_token: secret, allowed_updates: UPDATES });
        link.up();
        attempt = 0;
      } catch (error) {
        link.refused(error);
        wait = backOff(attempt, FIRST_WAIT, LONGEST_WAIT);
        attempt += 1;
      }
      await pause(wait, link.stopping);
    }
  }

  /**
   * Answers one post: 401 without the secret, 413 when it is too large, 503 while starting or stopping, 500 when the update
   * was not received, else 200.
   */
  async answer(request: Request): Promise<Response> {
    if (!this.#bot.isInited() || this.#parts.link.stopping.aborted) return new Response(null, { status: 503 });
    try {
      return await this.#handle(limited(request));
    } catch (error) {
      // Why it was not received is logged where it happened.
      return new Response(null, { status: error instanceof TooLarge ? 413 : 500 });
    }
  }
}

class TooLarge extends Error {}

/** The request with a body that fails beyond the limit, whatever its length is said to be. */
function limited(request: Request): Request {
  let size = 0;
  const gauge = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.length;
      if (size > LARGEST_UPDATE) controller.error(new TooLarge());
      else controller.enqueue(chunk);
    },
  });
  const { method, headers, body } = request;
  const init = { method, headers, body: body?.pipeThrough(gauge) ?? null, duplex: 'half' };
  return new Request(request.url, init);
}
