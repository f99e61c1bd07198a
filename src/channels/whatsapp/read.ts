/**
 * What a WhatsApp message means to us. Only what a person wrote to us in a chat of their own counts: groups, channels,
 * status, broadcast lists and WhatsApp's own notices say nothing to us.
 */
import { createHash } from 'node:crypto';
import type { Attachment } from '../../engine/protocol.ts';
import type { Content, Inbound } from '../channel.ts';
import { fileOf } from './media.ts';
import type { WaMessage } from './message.ts';

/** A chat with one person, known by a number or by an id that hides it. `0` is WhatsApp itself. */
const PERSON = /^(?!0@)[^@]+@(c\.us|lid)$/;

/** Whether an id is that of a person. */
export function isPerson(id: string): boolean {
  return PERSON.test(id);
}

/** Whether a message is from a person and to us alone. */
export function isPersonal(message: WaMessage): boolean {
  return !message.fromMe && !message.broadcast && isPerson(message.from);
}

/** The id under which we receive a message: its number, which is the same in whichever form its chat is named. */
export function idOf(key: string): string {
  return `m/${key}`;
}

/** A message that was written. Undefined when it says nothing to us, or nothing yet. */
export function readWritten(message: WaMessage): Inbound | undefined {
  if (!isPersonal(message)) return undefined;
  const content = readContent(message);
  return content && { id: idOf(message.key), address: message.from, content };
}

/** What a message says now that it was edited. Undefined when it was not, or says nothing to us. */
export function readEdit(message: WaMessage, text = wordsOf(message)): Inbound | undefined {
  if (!isPersonal(message) || readContent(message) === undefined) return undefined;
  const of = idOf(message.key);
  const which = message.edited || createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { id: `${of}/edit/${which}`, address: message.from, content: { kind: 'edit', of, text } };
}

/** A message that was taken back. Undefined when it was not theirs to take back. */
export function readRevoke(message: WaMessage): Inbound | undefined {
  if (!isPersonal(message)) return undefined;
  const of = idOf(message.revokes || message.key);
  return { id: `${of}/revoke`, address: message.from, content: { kind: 'revoke', of } };
}

/** A message that cannot be read, so that the person is asked for it again. Should it become readable, it is another message. */
export function readUnreadable(message: WaMessage): Inbound | undefined {
  if (!isPersonal(message)) return undefined;
  return { id: `${idOf(message.key)}/unreadable`, address: message.from, content: { kind: 'attachment', media: 'unknown' } };
}

function readContent(message: WaMessage): Content | undefined {
  if (NOTICES.has(message.type)) return undefined;
  if (TEXTS.has(message.type) && message.body.trim() !== '') return { kind: 'text', text: message.body };
  const media = message.viewOnce ? 'unknown' : (MEDIA[message.type] ?? 'unknown');
  const file = fileOf(message, media);
  return {
    kind: 'attachment',
    media,
    ...(message.caption !== '' && { caption: message.caption }),
    ...(file && { file }),
  };
}

/** The words of a message; the body of a picture is a smaller picture. */
function wordsOf(message: WaMessage): string {
  return TEXTS.has(message.type) ? message.body : message.caption;
}

const TEXTS = new Set(['chat', 'buttons_response', 'list_response', 'template_button_reply', 'hsm']);

const MEDIA: Readonly<Partial<Record<string, Attachment>>> = {
  ptt: 'voice',
  audio: 'voice',
  image: 'picture',
  video: 'video',
  ptv: 'video',
  gif: 'video',
  document: 'file',
  sticker: 'sticker',
  location: 'location',
  vcard: 'contact',
  multi_vcard: 'contact',
  poll_creation: 'poll',
};

/** Types that are WhatsApp's own, that add to an earlier message, or that come another way as well. */
const NOTICES = new Set([
  'e2e_notification',
  'notification',
  'notification_template',
  'group_notification',
  'broadcast_notification',
  'gp2',
  'newsletter_notification',
  'protocol',
  'debug',
  'ciphertext',
  'revoked',
  'reaction',
  'reaction_enc',
  'poll_update',
  'event_response',
  'pinned_message',
  'keep_in_chat',
  'call_log',
  'album',
]);
