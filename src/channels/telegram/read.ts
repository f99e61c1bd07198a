/**
 * What a Telegram update means to us. Nothing is downloaded here: an attachment is known by its kind alone, and a voice
 * message also by the reference under which Telegram keeps its sound.
 */
import type { CallbackQuery, Message, Update } from 'grammy/types';
import type { Attachment } from '../../engine/protocol.ts';
import type { Content, Inbound } from '../channel.ts';
import { readVoice } from './voice.ts';

/** The updates we ask Telegram for; {@link readUpdate} understands each of them. */
export const UPDATES = ['message', 'edited_message', 'callback_query'] as const;

/** A message out of an update. `press` is the id of the button press that has to be answered, if it was one. */
export interface Reading {
  readonly inbound: Inbound;
  readonly press?: string;
}

/** Reads one update. Undefined when it says nothing to us: written in a group, or Telegram's own notice about the chat. */
export function readUpdate(update: Update): Reading | undefined {
  if (update.callback_query) return readPress(update.callback_query);
  const message = update.message ?? update.edited_message;
  if (message?.chat.type !== 'private') return undefined;
  // A shared live location is edited every few seconds; only its first position is something the person said.
  if (update.edited_message?.location) return undefined;
  const content = readContent(message);
  if (!content) return undefined;
  const edited = update.edited_message ? `/${message.edit_date ?? 0}` : '';
  return { inbound: { id: `m/${message.chat.id}/${message.message_id}${edited}`, address: String(message.chat.id), content } };
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

function readContent(message: Message): Content | undefined {
  if (message.text !== undefined) {
    return /^\/start(@\w+)?(\s|$)/.test(message.text) ? { kind: 'hello' } : { kind: 'text', text: message.text };
  }
  if (NOTICES.some((notice) => message[notice] !== undefined)) return undefined;
  const file = readVoice(message);
  return {
    kind: 'attachment',
    media: readMedia(message),
    ...(message.caption && { caption: message.caption }),
    ...(file && { file }),
  };
}

/**
 * The first that is present names the attachment: Telegram repeats a GIF as a document and a venue as a location. A round
 * video note shows a face, so it is a video and stays unopened.
 */
const MEDIA: readonly (readonly [keyof Message, Attachment])[] = [
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['video_note', 'video'],
  ['live_photo', 'picture'],
  ['photo', 'picture'],
  ['animation', 'video'],
  ['video', 'video'],
  ['document', 'file'],
  ['sticker', 'sticker'],
  ['location', 'location'],
  ['contact', 'contact'],
];

function readMedia(message: Message): Attachment {
  return MEDIA.find(([field]) => message[field] !== undefined)?.[1] ?? 'unknown';
}

/** What Telegram says about a private chat itself, such as the disappearing messages that we advise people to switch on. */
const NOTICES: readonly (keyof Message)[] = [
  'message_auto_delete_timer_changed',
  'pinned_message',
  'chat_background_set',
  'write_access_allowed',
  'connected_website',
  'paid_message_price_changed',
  'managed_bot_created',
  'boost_added',
  'proximity_alert_triggered',
];
