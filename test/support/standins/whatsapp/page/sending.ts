/** How messages leave the page: first kept here, then sent, and told of as far as the server's fault of the moment lets it. */
import type { Fate, Filed, WireMessage } from '../wire.ts';
import { type Chat, type Fields, Msg } from './models.ts';
import { type AnyMsgKey, keyFromWire } from './msgKey.ts';
import { ask } from './server.ts';
import { messages, openChat, otherIds, showNew } from './store.ts';

/** What a message becomes when it was sent. */
interface SendResult {
  readonly messageSendResult: string;
  readonly t: number;
}

/** Messages that wait here for their connection, and are taken back by deleting them. */
const waiting = new Set<string>();

let filed: Filed = 'here';

/** Where what we send is shown from now on. */
export function fileSent(where: Filed): void {
  filed = where;
}

/** The key under which a message of ours is shown. */
function filedKey(key: AnyMsgKey): AnyMsgKey {
  const other = otherIds.get(String(key.remote));
  return filed === 'sibling' && other ? keyFromWire({ fromMe: true, remote: String(other), id: key.id }) : key;
}

/**
 * As in WhatsApp Web: the first promise says that the message stands in the chat, the second that WhatsApp took it. Between
 * them the page can end, and the message with it.
 */
export function addAndSendMsgToChat(_chat: Chat, fields: Fields): [Promise<unknown>, Promise<SendResult>] {
  const { mediaObject, mediaBlob, ...kept } = fields;
  const written = new Msg(kept);
  const message = new Msg({
    ...kept,
    id: filedKey(written.id),
    ...(kept.directPath !== undefined && { mediaObject: {}, mediaData: { mediaStage: 'RESOLVED' } }),
  });
  waiting.add(String(message.id));
  if (filed !== 'nowhere') showNew(message, 0);
  const fate = ask<Fate>('send', { message: wire(message) });
  const added = fate.then((told) => {
    if (told?.fate === 'silent') return new Promise(() => undefined);
    if (told?.fate !== 'refused') return;
    message.set({ ack: -1 });
    throw new Error(told.error);
  });
  const sent = fate.then(async (told): Promise<SendResult> => {
    if (told?.fate !== 'goes') return new Promise(() => undefined);
    await new Promise((resolve) => setTimeout(resolve));
    if (!waiting.delete(String(message.id))) return { messageSendResult: 'ERROR_CANCELLED', t: message.t };
    await ask('deliver', { key: String(message.id) });
    return { messageSendResult: 'OK', t: message.t };
  });
  sent.catch(() => message.set({ ack: -1 }));
  return [added, sent];
}

/** Takes a message of ours back on every phone; one that still waits never goes out. */
export async function sendRevokeMsgs(_chat: Chat, { list }: { list: readonly Msg[] }): Promise<void> {
  for (const { id } of list) {
    waiting.delete(String(id));
    await ask('revoke', { key: String(id) });
  }
}

/** Deletes messages for us alone. */
export async function sendDeleteMsgs(chat: Chat, { list }: { list: readonly Msg[] }): Promise<void> {
  for (const { id } of list) {
    waiting.delete(String(id));
    chat.loaded.remove(String(id));
    messages.remove(String(id));
  }
}

export async function sendMessageEdit(message: Msg, body: string): Promise<void> {
  await ask('edit', { key: String(message.id), body });
  message.set({ body, latestEditMsgKey: message.id, latestEditSenderTimestampMs: Date.now() });
}

/** Marks a chat as read, which the person sees. */
export async function sendSeen({ chat }: { chat: Chat }): Promise<void> {
  await ask('seen', { id: String(chat.id) });
  openChat(String(chat.id)).set({ unreadCount: 0 });
}

/** A message as it travels. */
function wire(message: Msg): WireMessage {
  const { mediaData, mediaObject, ...fields } = message.serialize();
  const { fromMe, remote, id, participant }: AnyMsgKey = message.id;
  const key = { fromMe, remote: String(remote), id, ...(participant && { participant: String(participant) }) };
  return { ...fields, id: key, type: message.type, t: message.t, ack: 0, from: String(message.from), to: String(message.to) };
}
