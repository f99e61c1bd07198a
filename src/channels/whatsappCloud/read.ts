/**
 * What a message of the Cloud API means to us.
 *
 * Edits and deletions are told only for numbers that are used in the WhatsApp Business app as well ("coexistence"). For
 * all others Meta says of an edit that something unsupported came, and of a deletion nothing at all: what a person takes
 * back there stays with us.
 */
import type { Attachment } from '../../engine/protocol.ts';
import type { Change, Content, Inbound } from '../channel.ts';
import { numberAddress, userAddress } from './addresses.ts';
import { readFile } from './media.ts';
import { call, contact, type Message, message } from './shapes.ts';

/** Reads one message. Undefined when it says nothing to us; `senders` are the contacts that came with it. */
export function readMessage(value: unknown, senders: readonly unknown[]): Inbound | undefined {
  const read = message.safeParse(value);
  // A helpline has no business in a group.
  if (!read.success || read.data.group_id !== undefined) return undefined;
  if (read.data.type === 'system') return readMove(read.data);
  const place = placeOf(read.data, senders);
  const content = place && readContent(read.data);
  if (!content) return undefined;
  // An edit may come under the id of what it changes.
  const change = content.kind === 'edit' || content.kind === 'revoke' ? `/${content.kind}/${timestampOf(value)}` : '';
  return { id: `${nameOf(read.data.id)}${change}`, ...place, content };
}

/** Reads a call, which nobody picks up: the person is told how to go on. */
export function readCall(value: unknown, senders: readonly unknown[]): Inbound | undefined {
  const read = call.safeParse(value);
  const place = read.success ? placeOf(read.data, senders) : undefined;
  return read.success && place
    ? { id: nameOf(read.data.id), ...place, content: { kind: 'attachment', media: 'call' } }
    : undefined;
}

type Place = Pick<Inbound, 'address' | 'also'>;

/** The chat: the person's number if we are told it, and otherwise their id. */
function placeOf(
  sent: { from?: string | undefined; from_user_id?: string | undefined },
  senders: readonly unknown[],
): Place | undefined {
  const known = senders.flatMap((sender) => contact.safeParse(sender).data ?? []);
  const sender =
    sent.from === undefined && sent.from_user_id === undefined
      ? known.find(() => known.length === 1)
      : known.find(({ wa_id: number, user_id: user }) =>
          sent.from === undefined ? user === sent.from_user_id : number === sent.from,
        );
  return place(sent.from ?? sender?.wa_id, [sent.from_user_id ?? sender?.user_id]);
}

/**
 * Somebody has a new number, or goes by another id. The old number may be given to somebody else by the telephone company,
 * so the chat moves, and the old address is nobody's.
 */
function readMove({ id, from, from_user_id: user, system }: Message): Inbound | undefined {
  if (system?.type !== 'user_changed_number' && system?.type !== 'user_changed_user_id') return undefined;
  const number = system.wa_id ?? system.new_wa_id;
  const moved = place(number ?? from, [system.user_id, user]);
  const left = number === undefined ? userOf(system.previous_user_id) : from === undefined ? undefined : numberAddress(from);
  if (!moved || left === undefined || left === moved.address) return undefined;
  return { id: nameOf(id), ...moved, content: { kind: 'moved', from: left } };
}

function userOf(id: string | undefined): string | undefined {
  return id === undefined ? undefined : userAddress(id);
}

function place(number: string | undefined, users: readonly (string | undefined)[]): Place | undefined {
  const all = [
    ...(number === undefined ? [] : [numberAddress(number)]),
    ...users.flatMap((one) => (one === undefined ? [] : [userAddress(one)])),
  ];
  const [address, ...also] = new Set(all);
  return address === undefined ? undefined : { address, ...(also.length > 0 && { also }) };
}

function nameOf(id: string): string {
  return `cloud/${id}`;
}

function timestampOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'timestamp' in value ? String(value.timestamp).slice(0, 20) : '';
}

/** What is no saying of its own, although it comes as a message that is not supported. */
const NOT_SAID = new Set(['reaction', 'pin', 'keep_in_chat', 'poll_update', 'revoke', 'link_preview']);

function readContent(read: Message): Content | Change | undefined {
  switch (read.type) {
    case 'text':
      return read.text ? { kind: 'text', text: read.text.body } : attached('unknown');
    case 'interactive': {
      const picked = read.interactive?.button_reply ?? read.interactive?.list_reply;
      return picked ? option(picked.id) : attached('unknown');
    }
    case 'button':
      if (read.button?.payload?.includes(':')) return option(read.button.payload);
      return read.button?.text === undefined ? attached('unknown') : { kind: 'text', text: read.button.text };
    case 'request_welcome':
      return { kind: 'hello' };
    case 'audio':
      return attached('voice', read);
    case 'image':
      return attached('picture', read);
    case 'document':
      return attached('file', read);
    case 'video':
      return attached('video', read);
    case 'sticker':
      return attached('sticker');
    case 'location':
      return attached('location');
    case 'contacts':
      return attached('contact');
    case 'edit':
      return readEdit(read);
    case 'revoke':
      return read.revoke && { kind: 'revoke', of: nameOf(read.revoke.original_message_id) };
    case 'reaction':
      return undefined;
    case 'unsupported':
      return unsupported(read.unsupported?.type ?? '');
    default:
      return attached('unknown');
  }
}

function unsupported(type: string): Content | undefined {
  if (NOT_SAID.has(type)) return undefined;
  return attached(type === 'poll_creation' ? 'poll' : 'unknown');
}

function option(carried: string): Content {
  const colon = carried.indexOf(':');
  return { kind: 'option', id: carried.slice(colon + 1), asked: colon === -1 ? '' : carried.slice(0, colon) };
}

function readEdit({ edit }: Message): Content | Change | undefined {
  if (!edit) return undefined;
  const { text, image, video, document } = edit.message;
  const words = text?.body ?? (image ?? video ?? document)?.caption;
  return words === undefined ? attached('unknown') : { kind: 'edit', of: nameOf(edit.original_message_id), text: words };
}

function attached(media: Attachment, read?: Pick<Message, 'audio' | 'image' | 'document' | 'video'>): Content {
  const found = read?.audio ?? read?.image ?? read?.document ?? read?.video;
  const file = media === 'voice' || media === 'picture' || media === 'file' ? readFile(media, found) : undefined;
  // A document that nobody said anything about has its name for a caption.
  const caption = found?.caption === found?.filename ? undefined : found?.caption;
  return { kind: 'attachment', media, ...(caption && { caption }), ...(file && { file }) };
}
