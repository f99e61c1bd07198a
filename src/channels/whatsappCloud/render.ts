/** How an outgoing message looks on WhatsApp: its text with what stands out, and what may be picked at the very end. */
import { type Mark, type Outbound, SendError } from '../channel.ts';
import { type Cutting, splitText } from '../split.ts';
import { inNotation } from './marks.ts';
import { type Menu, numbered, pressable } from './menu.ts';

/** The Cloud API's limit for one text, in characters. */
export const TEXT_LIMIT = 4_096;

/** One message as the Cloud API takes it, without whom it is for. */
export type Part =
  | { readonly type: 'text'; readonly text: { readonly body: string; readonly preview_url: false } }
  | {
      readonly type: 'interactive';
      readonly interactive: Pick<Menu, 'type' | 'action'> & { readonly body: { readonly text: string } };
    };

/** Renders a message. Throws {@link SendError} `rejected` when nothing is left to say. */
export function render(message: Outbound): Part[] {
  if (message.text.trim() === '') throw new SendError('rejected', { cause: new Error('the message has no text') });
  if (message.options.length === 0) return texts(message.text, message.marks ?? []);
  const menu = pressable(message);
  if (menu) return withMenu(message, menu);
  const { text, marks } = numbered(message);
  return texts(text, marks);
}

function texts(text: string, marks: readonly Mark[]): Part[] {
  return cut(text, marks, TEXT_LIMIT).map((cutting) => ({
    type: 'text',
    text: { body: inNotation(cutting, marks), preview_url: false },
  }));
}

/** What is too long to stand above a menu goes before it. */
function withMenu({ text, marks = [] }: Outbound, { type, action, limit }: Menu): Part[] {
  const last = cut(text, marks, limit).at(-1) ?? { from: 0, text };
  const body = { text: inNotation(last, marks) };
  return [...texts(text.slice(0, last.from), marks), { type: 'interactive', interactive: { type, body, action } }];
}

/** The signs of marks count as well; no part can have more of them than the whole. */
function cut(text: string, marks: readonly Mark[], limit: number): Cutting[] {
  return splitText(text, limit - (inNotation({ from: 0, text }, marks).length - text.length));
}
