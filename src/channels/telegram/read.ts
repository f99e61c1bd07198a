/**
 * What a Telegram update means to us.
 *
 * Telegram tells a bot when a person changes a message, but says nothing when she deletes one in a private chat: there is
 * no `revoke` here. What she wants gone from our side too she has to ask us to erase.
 */
import type { CallbackQuery, ChatMemberUpdated, Message, Update } from 'grammy/types';
import type { Change, Content, Inbound, Reach } from '../channel.ts';
import { readMedia } from './media.ts';
import { isNotice } from './notices.ts';

/** The updates we ask Telegram for; {@link readUpdate} understands each of them. */
export const UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** A message out of an update. `press` is the id of the button press that has to be answered, if it was one. */
export interface Reading {
  readonly inbound: Inbound;
  readonly press?: string;
}

/** Reads one update. Undefined when it says nothing to us: written in a group, or Telegram's own notice about the chat. */
export function readUpdate(update: Update): Reading | undefined {
  if (update.callback_query) return readPress(update.callback_query);
  const { message, edited_message: edited, my_chat_member: member } = update;
  if (message) return reading(message, `m/${message.chat.id}/${message.message_id}`, readContent(message));
  if (edited) return readEdit(edited);
  // Its time has whole seconds, in which somebody may block and unblock; the number of an update stays when it comes again.
  return member && reading(member, `b/${member.chat.id}/${update.update_id}`, readMembership(member));
}

function reading(
  { chat }: Pick<Message, 'chat'>,
  id: string,
  content: Content | Change | Reach | undefined,
): Reading | undefined {
  if (chat.type !== 'private' || !content) return undefined;
  return { inbound: { id, address: String(chat.id), content } };
}

function readPress(query: CallbackQuery): Reading | undefined {
  if (query.message && query.message.chat.type !== 'private') return undefined;
  const data = query.data ?? '';
  const colon = data.indexOf(':');
  const content: Content =
    colon === -1
      ? { kind: 'option', id: data, asked: '' }
      : { kind: 'option', id: data.slice(colon + 1), asked: data.slice(0, colon) };
  // A private chat has the id of the person in it, so a press on a message too old to be quoted still has an address.
  const address = String(query.message?.chat.id ?? query.from.id);
  return { inbound: { id: `c/${query.id}`, address, content }, press: query.id };
}

/** What was changed without words in it says nothing, such as a shared live location, which moves every few seconds. */
function readEdit(message: Message): Reading | undefined {
  const of = `m/${message.chat.id}/${message.message_id}`;
  const text = message.text === undefined ? message.caption : written(message.text);
  return reading(message, `${of}/${message.edit_date ?? 0}`, text ? { kind: 'edit', of, text } : undefined);
}

/** In a private chat the only things that happen to our membership are that the person blocks us, or no longer does. */
function readMembership({ new_chat_member: { status } }: ChatMemberUpdated): Reach | undefined {
  if (status === 'kicked') return { kind: 'gone' };
  return status === 'member' ? { kind: 'back' } : undefined;
}

function readContent(message: Message): Content | undefined {
  if (message.text !== undefined) {
    return /^\/start(@\w+)?(\s|$)/.test(message.text) ? { kind: 'hello' } : { kind: 'text', text: written(message.text) };
  }
  if (isNotice(message)) return undefined;
  const { kind: media, file } = readMedia(message);
  return { kind: 'attachment', media, ...(message.caption && { caption: message.caption }), ...(file && { file }) };
}

/** A command out of Telegram's menu, such as `/help` or `/help@bot`, is the word that may as well be written without it. */
function written(text: string): string {
  return /^\/(\w+)(?:@\w+)?\s*$/.exec(text)?.[1] ?? text;
}
