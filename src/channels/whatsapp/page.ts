/**
 * What we run inside the page of WhatsApp Web. Each function is sent there as text, so it may use nothing but its
 * arguments and the page's own `window`, of which only what we need is described here.
 */
import type { FetchFailure } from '../channel.ts';

interface Id {
  readonly _serialized: string;
  readonly server?: string;
}

interface PageMessage {
  readonly id: { readonly id: string; readonly fromMe: boolean; readonly remote: Id };
  readonly type: string;
  readonly t?: number;
  readonly isNotification?: boolean;
  readonly size?: number;
  readonly mediaData?: { readonly mediaStage: string };
  readonly latestEditSenderTimestampMs?: number;
  readonly latestEditMsgKey?: object;
  downloadMedia(options: object): Promise<void>;
  readonly directPath?: unknown;
  readonly encFilehash?: unknown;
  readonly filehash?: unknown;
  readonly mediaKey?: unknown;
  readonly mediaKeyTimestamp?: unknown;
}

interface PageChat {
  readonly msgs?: { getModelsArray(): readonly PageMessage[] };
}

/** The page, with the modules of WhatsApp Web by name, what the library puts there, and what we do. */
declare const window: {
  amaan?: { readonly media: Map<string, Blob> };
  onAppStateHasSyncedEvent?(): unknown;
  readonly WWebJS: {
    getMessageModel(message: PageMessage): unknown;
    getChat(id: string, how: { getAsModel: false }): Promise<PageChat | undefined>;
  };
  require(module: 'WAWebSocketModel'): { readonly Socket: { readonly state?: string; readonly hasSynced?: boolean } };
  require(module: 'WAWebCmd'): { readonly Cmd: { refreshQR(): void } };
  require(module: 'WAWebCollections'): {
    readonly Chat: { getModelsArray?(): readonly { readonly id: Id; readonly t?: number }[] };
    readonly Msg: {
      get(id: string): PageMessage | undefined;
      getMessagesById(ids: readonly string[]): Promise<{ readonly messages?: readonly PageMessage[] } | undefined>;
      getModelsArray?(): readonly PageMessage[];
    };
  };
  require(module: 'WAWebChatLoadMessages'): {
    loadEarlierMsgs(of: { chat: PageChat }): Promise<readonly PageMessage[] | undefined>;
  };
  require(module: 'WAWebWidFactory'): { createWid(id: string): Id };
  require(module: 'WAWebApiContact'): {
    getCurrentLid(id: Id): Id | undefined;
    getPhoneNumber(id: Id): Id | undefined;
  };
  require(module: 'WAWebDownloadManager'): {
    readonly downloadManager: { downloadAndMaybeDecrypt(file: object): Promise<ArrayBuffer> };
  };
};

/** Marks the document as ours. False when it is already. */
export function markDocument(): boolean {
  if (window.amaan) return false;
  window.amaan = { media: new Map() };
  return true;
}

/** WhatsApp Web may be synchronised before the library listens for that: says it once more. */
export function announceSynced(): void {
  if (window.require('WAWebSocketModel').Socket.hasSynced) void window.onAppStateHasSyncedEvent?.();
}

/** How WhatsApp Web stands with its server, and whether the document is the one that we marked. */
export function look(): { readonly state: string; readonly marked: boolean } {
  return { state: window.require('WAWebSocketModel').Socket.state ?? '', marked: window.amaan !== undefined };
}

/** Asks for a new code when WhatsApp Web has stopped renewing it. */
export function refreshCode(): void {
  window.require('WAWebCmd').Cmd.refreshQR();
}

/**
 * Chats with persons in which something was said at or after a time in seconds. `whole` is false when the page does not list
 * its chats, which are then those of the messages that it has at hand.
 */
export function chatsSince(seconds: number): { readonly chats: string[]; readonly whole: boolean } {
  const { Chat, Msg } = window.require('WAWebCollections');
  const listed = Chat.getModelsArray?.();
  const chats = listed ?? Msg.getModelsArray?.().map(({ id, t }) => ({ id: id.remote, t })) ?? [];
  const found = chats
    .filter(({ id, t }) => (t ?? seconds) >= seconds && /@(c\.us|lid)$/.test(id._serialized))
    .map(({ id }) => id._serialized);
  return { chats: [...new Set(found)], whole: listed !== undefined };
}

/** Whether there is a chat under this id. */
export async function hasChat(id: string): Promise<boolean> {
  return Boolean(await window.WWebJS.getChat(id, { getAsModel: false }));
}

/**
 * The messages of one side in a chat at or after a time in seconds, oldest first; ours also where they stand under the
 * person's other id. `whole` is false when the page cannot look further back than what it has at hand. One without a time
 * counts as new. Not the library's own way, which mixes up what was written within a second.
 */
export async function messagesSince(
  chatId: string,
  seconds: number,
  fromMe: boolean,
): Promise<{ readonly messages: unknown[]; readonly whole: boolean }> {
  const chat = await window.WWebJS.getChat(chatId, { getAsModel: false });
  if (!chat) throw new Error('the chat is not there');
  const ids = [chatId];
  try {
    const wid = window.require('WAWebWidFactory').createWid(chatId);
    const { getPhoneNumber, getCurrentLid } = window.require('WAWebApiContact');
    const other = chatId.endsWith('@lid') ? getPhoneNumber(wid) : getCurrentLid(wid);
    if (fromMe && other) ids.push(other._serialized);
  } catch {
    // Then nobody knows another.
  }
  let whole = chat.msgs !== undefined;
  const earlier = async (): Promise<readonly PageMessage[]> => {
    try {
      window.require('WAWebChatLoadMessages');
    } catch {
      whole = false;
      return [];
    }
    return (await window.require('WAWebChatLoadMessages').loadEarlierMsgs({ chat })) ?? [];
  };
  const known = new Set<string>();
  const messages: PageMessage[] = [];
  const add = (batch: readonly PageMessage[]): readonly PageMessage[] => {
    const fresh = batch.filter(({ id }) => !known.has(id.id));
    for (const { id } of fresh) known.add(id.id);
    messages.unshift(...fresh);
    return fresh;
  };
  const isOld = ({ t }: PageMessage): boolean => t !== undefined && t < seconds;
  if (chat.msgs) {
    let fresh = add(chat.msgs.getModelsArray());
    while (!fresh.some((message) => !message.isNotification && isOld(message))) {
      fresh = add(await earlier());
      if (fresh.length === 0) break;
    }
  }
  if (!chat.msgs || fromMe) {
    const all = window.require('WAWebCollections').Msg.getModelsArray?.() ?? [];
    add(all.filter(({ id }) => ids.includes(id.remote._serialized)));
  }
  const found = messages
    .filter((message) => !message.isNotification && message.id.fromMe === fromMe && !isOld(message))
    .sort((one, other) => (one.t ?? Number.MAX_SAFE_INTEGER) - (other.t ?? Number.MAX_SAFE_INTEGER))
    .map((message) => window.WWebJS.getMessageModel(message));
  return { messages: found, whole };
}

/** Messages to us, of those that the page has at hand, that were edited or taken back and written at or after a time in seconds. */
export function changedSince(seconds: number): unknown[] {
  const messages = window.require('WAWebCollections').Msg.getModelsArray?.() ?? [];
  return messages
    .filter(({ id, t }) => !id.fromMe && !(t !== undefined && t < seconds))
    .filter((message) => message.type === 'revoked' || message.latestEditSenderTimestampMs || message.latestEditMsgKey)
    .map((message) => window.WWebJS.getMessageModel(message));
}

/** The other id of a person, if the page knows it without asking anybody. */
export function otherId(id: string): string | undefined {
  const wid = window.require('WAWebWidFactory').createWid(id);
  const contacts = window.require('WAWebApiContact');
  const other = id.endsWith('@lid') ? contacts.getPhoneNumber(wid) : contacts.getCurrentLid(wid);
  return other?._serialized;
}

/** Downloads the file of a message, at most so many bytes, and keeps it in the page under `key` until it is dropped. */
export async function openMedia(reference: string, most: number, key: string): Promise<{ size: number } | FetchFailure> {
  const { Msg } = window.require('WAWebCollections');
  const message = Msg.get(reference) ?? (await Msg.getMessagesById([reference]))?.messages?.[0];
  if (!message?.mediaData || message.type === 'revoked') return 'gone';
  if ((message.size ?? 0) > most) return 'too_large';
  const stage = () => message.mediaData?.mediaStage ?? '';
  // It expired, and WhatsApp asks the sender's phone for it once more.
  if (stage() === 'REUPLOADING') return 'gone';
  if (stage() !== 'RESOLVED') await message.downloadMedia({ downloadEvenIfExpensive: true, rmrReason: 1 });
  if (/MISSING|NOT_FOUND|EXPIRED/.test(stage())) return 'gone';
  if (/ERROR|FETCHING/.test(stage())) return 'unreachable';
  const silent = { addAnnotations: () => silent, addPoint: () => silent };
  const { directPath, encFilehash, filehash, mediaKey, mediaKeyTimestamp, type } = message;
  const { signal } = new AbortController();
  try {
    const bytes = await window.require('WAWebDownloadManager').downloadManager.downloadAndMaybeDecrypt({
      directPath,
      encFilehash,
      filehash,
      mediaKey,
      mediaKeyTimestamp,
      type,
      signal,
      downloadQpl: silent,
    });
    if (bytes.byteLength > most) return 'too_large';
    window.amaan?.media.set(key, new Blob([bytes]));
    return { size: bytes.byteLength };
  } catch (error) {
    const status = error instanceof Object && 'status' in error ? error.status : undefined;
    if (status === 404 || status === 410) return 'gone';
    return status === 429 ? 'throttled' : 'unreachable';
  }
}

/** A part of a file that is kept in the page, in base64. Undefined when it is not there any more. */
export async function readMedia(key: string, from: number, to: number): Promise<string | undefined> {
  const blob = window.amaan?.media.get(key)?.slice(from, to);
  if (!blob) return undefined;
  return await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** Drops a file that is kept in the page. */
export function dropMedia(key: string): void {
  window.amaan?.media.delete(key);
}
