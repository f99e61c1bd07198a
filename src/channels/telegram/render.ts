/** How an outgoing message looks on Telegram: its text with what stands out, options as buttons under the last part. */
import type { MessageEntity } from 'grammy/types';
import { type Outbound, SendError } from '../channel.ts';
import { splitText } from '../split.ts';
import { entitiesIn } from './entities.ts';

/** Telegram's limit for one message, in characters. */
export const TEXT_LIMIT = 4096;

/** Telegram's limit for what a button carries, in bytes. */
const DATA_LIMIT = 64;

/** One button; `callback_data` is `<asked>:<option id>` and comes back when it is pressed. */
export interface Button {
  readonly text: string;
  readonly callback_data: string;
}

/** One Telegram message. `rows` of buttons: one a row, because labels in Urdu are long and phones narrow. */
export interface Part {
  readonly text: string;
  readonly entities: MessageEntity[];
  readonly rows: Button[][];
}

/** Renders a message. Throws {@link SendError} `rejected` when an option id is too long for a button or nothing is left to say. */
export function render(message: Outbound): Part[] {
  const rows = message.options.map((option) => [{ text: option.label, callback_data: carry(message.asked, option.id) }]);
  const cuttings = splitText(message.text, TEXT_LIMIT);
  if (cuttings.length === 0) throw new SendError('rejected', { cause: new Error('the message has no text') });
  return cuttings.map((cutting, index) => ({
    text: cutting.text,
    entities: entitiesIn(cutting, message.marks ?? []),
    rows: index === cuttings.length - 1 ? rows : [],
  }));
}

function carry(asked: string, id: string): string {
  const data = `${asked}:${id}`;
  if (Buffer.byteLength(data) > DATA_LIMIT) {
    throw new SendError('rejected', { cause: new Error(`an option id does not fit into ${DATA_LIMIT} bytes with its token`) });
  }
  return data;
}
