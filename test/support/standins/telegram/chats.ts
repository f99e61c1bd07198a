/** What stands in the private chats with the bot, as the persons in them see it. */
import { z } from 'zod';
import { type Answer, failure, moved, success } from './answer.ts';

/** A message from the bot. `at` is when it came, in milliseconds; `protect` that it cannot be forwarded or saved. */
export interface SeenMessage {
  readonly id: number;
  readonly text: string;
  readonly entities: readonly { readonly type: string; readonly offset: number; readonly length: number }[];
  readonly options: readonly { readonly text: string; readonly data: string }[];
  /** How many options stand in each row. */
  readonly rows: readonly number[];
  readonly protect: boolean;
  readonly preview: boolean;
  readonly at: number;
}

const TEXT_LIMIT = 4096;

const written = z.object({
  chat_id: z.coerce.number(),
  message_id: z.number().optional(),
  text: z.string().default(''),
  entities: z.array(z.object({ type: z.enum(['bold', 'code']), offset: z.int().min(0), length: z.int().min(1) })).default([]),
  protect_content: z.boolean().default(false),
  link_preview_options: z.object({ is_disabled: z.boolean() }).default({ is_disabled: false }),
  reply_markup: z
    .object({ inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))) })
    .default({ inline_keyboard: [] }),
});

/** The chats of one bot. A chat exists once its person wrote. */
export class Chats {
  readonly #messages = new Map<number, SeenMessage[]>();
  readonly #blocked = new Set<number>();
  readonly #moved = new Map<number, number>();
  #next = 1;

  /** Makes the chat if need be and gives the number of a new message in it. */
  number(chat: number): number {
    if (!this.#messages.has(chat)) this.#messages.set(chat, []);
    this.#next += 1;
    return this.#next;
  }

  seen(chat: number): readonly SeenMessage[] {
    return this.#messages.get(chat) ?? [];
  }

  block(chat: number): void {
    this.#blocked.add(chat);
  }

  unblock(chat: number): void {
    this.#blocked.delete(chat);
  }

  /** A group gets a new number; nothing can be written under the old one any more. */
  move(chat: number, to: number): void {
    this.#moved.set(chat, to);
    this.number(to);
  }

  /** `sendMessage`, `editMessageText`, `deleteMessage`. */
  call(method: string, body: unknown): Answer {
    const { chat_id: chat, message_id: id, ...message } = written.parse(body);
    const to = this.#moved.get(chat);
    if (to !== undefined) return moved(to);
    const messages = this.#messages.get(chat);
    if (!messages) return failure(400, 'Bad Request: chat not found');
    if (this.#blocked.has(chat)) return failure(403, 'Forbidden: bot was blocked by the user');
    const index = messages.findIndex((other) => other.id === id);
    if (method !== 'sendMessage' && index === -1) return failure(400, 'Bad Request: message not found');
    if (method === 'deleteMessage') {
      messages.splice(index, 1);
      return success(true);
    }
    const buttons = message.reply_markup.inline_keyboard.flat();
    if (message.text.trim() === '') return failure(400, 'Bad Request: message text is empty');
    if (message.text.length > TEXT_LIMIT) return failure(400, 'Bad Request: message is too long');
    if (message.entities.some(({ offset, length }) => offset + length > message.text.length)) {
      return failure(400, 'Bad Request: entity is out of bounds');
    }
    if (buttons.some(({ callback_data: data }) => data === '' || Buffer.byteLength(data) > 64)) {
      return failure(400, 'Bad Request: BUTTON_DATA_INVALID');
    }
    const seen: SeenMessage = {
      id: method === 'sendMessage' ? this.number(chat) : (id ?? 0),
      text: message.text,
      entities: message.entities,
      options: buttons.map(({ text, callback_data: data }) => ({ text, data })),
      rows: message.reply_markup.inline_keyboard.map((row) => row.length),
      protect: message.protect_content,
      preview: !message.link_preview_options.is_disabled,
      at: Date.now(),
    };
    if (method === 'sendMessage') messages.push(seen);
    else messages[index] = seen;
    return success({ message_id: seen.id, date: seconds(seen.at), chat: { id: chat, type: 'private' }, text: seen.text });
  }
}

/** A time as Telegram writes it. */
export function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}
