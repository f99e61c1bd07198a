/** Sending one message, which may be several on Telegram. */
import { Api, type ApiClientOptions } from 'grammy';
import type { Outbound, Sent } from '../channel.ts';
import { toSendError } from './failures.ts';
import { type Part, render } from './render.ts';
import { toGrammySignal } from './signal.ts';

/** How many messages that broke off in the middle are remembered. */
const REMEMBERED = 1_000;

/** Sends messages. A retry of one that broke off in the middle goes on where it broke off. */
export class Sender {
  readonly #api: Api;
  /** By message id, how many of its parts went out. */
  readonly #begun = new Map<string, number>();

  constructor(token: string, client: ApiClientOptions) {
    this.#api = new Api(token, client);
  }

  /** Sends a message. `reference` is Telegram's id of its last part. Throws nothing but a `SendError`. */
  async send(address: string, message: Outbound): Promise<Sent> {
    try {
      const parts = render(message);
      let reference = '';
      for (const part of parts.slice(this.#begun.get(message.id) ?? 0)) {
        reference = await this.#sendPart(address, part, message.secret);
        this.#remember(message.id);
      }
      this.#begun.delete(message.id);
      return { reference };
    } catch (error) {
      throw toSendError(error);
    }
  }

  async #sendPart(address: string, { text, entities, rows }: Part, secret = false): Promise<string> {
    const sent = await this.#api.sendMessage(Number(address), text, {
      // Only what nobody else may have: numbers and steps are there to be copied and passed on.
      ...(secret && { protect_content: true }),
      link_preview_options: { is_disabled: true },
      ...(entities.length > 0 && { entities }),
      ...(rows.length > 0 && { reply_markup: { inline_keyboard: rows } }),
    });
    return String(sent.message_id);
  }

  #remember(id: string): void {
    this.#begun.set(id, (this.#begun.get(id) ?? 0) + 1);
    const oldest = this.#begun.keys().next().value;
    if (this.#begun.size > REMEMBERED && oldest !== undefined) this.#begun.delete(oldest);
  }

  /** Tells Telegram that a button press arrived, which ends the waiting sign on the button. */
  async acknowledge(press: string, signal: AbortSignal): Promise<void> {
    await this.#api.answerCallbackQuery(press, {}, toGrammySignal(signal));
  }
}
