/** How messages leave the page: first kept here, then sent, and told of as far as the server's fault of the moment lets it. */
import type { Fate, WireMessage } from '../wire.ts';
import { type Chat, type Fields, Msg } from './models.ts';
import { ask } from './server.ts';
import { messages, openChat, showNew } from './store.ts';
import type { MsgKey } from './wid.ts';

/** What a message becomes when it was sent. */
interface SendResult {
  readonly messageSendResult: string;
  readonly t: number;
}

/** Messages that wait here for their connection, and are taken back by deleting them. */
const waiting = new Set<string>();

/**
 * As in WhatsApp Web: the first promise says that the message stands in the chat, the second that WhatsApp took it. Between
 * them the page can end, and the message with it.
 */
export function addAndSendMsgToChat(_chat: Chat, fields: Fields): [Promise<unknown>, Promise<SendResult>] {
  const { mediaObject, mediaBlob, ...kept } = fields;
  const message = new Msg({
    ...kept,
    ...(kept.directPath !== undefined && { mediaObject: {}, mediaData: { mediaStage: 'RESOLVED' } }),
  });
  waiting.add(message.id._serialized);
  showNew(message, 0);
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
    if (!waiting.delete(message.id._serialized)) return { messageSendResult: 'ERROR_CANCELLED', t: message.t };
    await ask('deliver', { key: message.id._serialized });
    return { messageSendResult: 'OK', t: message.t };
  });
  sent.catch(() => message.set({ ack: -1 }));
  return [added, sent];
}

/** Takes a message of ours back on every phone; one that still waits never goes out. */
export async function sendRevokeMsgs(_chat: Chat, { list }: { list: readonly Msg[] }): Promise<void> {
  for (const { id } of list) {
    waiting.delete(id._serialized);
    await ask('revoke', { key: id._serialized });
  }
}

/** Deletes messages for us alone. */
export async function sendDeleteMsgs(chat: Chat, { list }: { list: readonly Msg[] }): Promise<void> {
  for (const { id } of list) {
    waiting.delete(id._serialized);
    chat.msgs.remove(id._serialized);
    messages.remove(id._serialized);
  }
}

export async function sendMessageEdit(message: Msg, body: string): Promise<void> {
  await ask('edit', { key: message.id._serialized, body });
  message.set({ body, latestEditMsgKey: message.id, latestEditSenderTimestampMs: Date.now() });
}

/** Marks a chat as read, which the person sees. */
export async function sendSeen({ chat }: { chat: Chat }): Promise<void> {
  await ask('seen', { id: chat.id._serialized });
  openChat(chat.id._serialized).set({ unreadCount: 0 });
}

/** A message as it travels. */
function wire(message: Msg): WireMessage {
  const { mediaData, mediaObject, ...fields } = message.serialize();
  const { fromMe, remote, id, participant }: MsgKey = message.id;
  const key = { fromMe, remote: String(remote), id, ...(participant && { participant: String(participant) }) };
  return { ...fields, id: key, type: message.type, t: message.t, ack: 0, from: String(message.from), to: String(message.to) };
}
