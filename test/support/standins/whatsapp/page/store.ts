/** What this page knows of the account: the models behind `WAWebCollections`, filled by what the server tells. */
import type { Alias, WireChat, WireMessage } from '../wire.ts';
import { Chat, Collection, type Fields, type Identified, Model, Msg } from './models.ts';
import { keyFromWire } from './msgKey.ts';
import { ask } from './server.ts';
import { createWid, type Wid } from './wid.ts';

/** All messages that are loaded. */
class Messages extends Collection<Msg> {
  readonly modelClass = Msg;

  /** Loads messages by their keys, wherever they are. */
  async getMessagesById(keys: readonly string[]): Promise<{ messages: Msg[] }> {
    const found = (await ask<WireMessage[]>('messages', { keys })) ?? [];
    return { messages: found.map((wire) => this.get(keyFromWire(wire.id)) ?? asModel(wire)) };
  }

  async search(): Promise<{ messages: Msg[] }> {
    return { messages: [] };
  }
}

/** The chats of one kind. */
class Chats extends Collection<Chat> {
  async find(id: unknown): Promise<Chat | undefined> {
    return this.get(id) ?? (await findChat(createWid(id)));
  }
}

/** A person. */
class Contact extends Model implements Identified {
  declare readonly id: Wid;

  constructor(id: Wid) {
    super();
    Object.assign(this, { id, name: undefined, pushname: 'Somebody', isBusiness: false, isContactBlocked: false });
  }
}

class Contacts extends Collection<Contact> {
  async find(id: unknown): Promise<Contact> {
    return this.get(id) ?? this.addQuietly(new Contact(createWid(id)));
  }
}

export const messages = new Messages();
export const chats = new Chats();
export const newsletters = new Chats();
export const contacts = new Contacts();

/** The other id of each person who has two that are known to be the same. */
export const otherIds = new Map<string, Wid>();

export function showAlias({ number, lid }: Alias): void {
  otherIds.set(number, createWid(lid));
  otherIds.set(lid, createWid(number));
}

/** The model of a message that comes from the server. */
export function asModel(wire: WireMessage, more: Fields = {}): Msg {
  return new Msg({
    ...wire,
    id: keyFromWire(wire.id),
    from: createWid(wire.from),
    to: createWid(wire.to),
    ...(typeof wire.author === 'string' && { author: createWid(wire.author) }),
    ...(wire.directPath !== undefined && { mediaData: { mediaStage: 'NEED_POKE' }, mediaObject: {} }),
    ...more,
  });
}

/** The chat with this id, opened here if it is not yet. */
export function openChat(id: string, fields: Fields = {}): Chat {
  const collection = id.endsWith('@newsletter') ? newsletters : chats;
  const known = collection.get(id);
  if (known) return known;
  const group = id.endsWith('@g.us') && {
    groupMetadata: Object.assign(new Model(), { participants: [], announce: false, isLidAddressingMode: false }),
  };
  const channel = id.endsWith('@newsletter') && { newsletterMetadata: Object.assign(new Model(), { creationTime: 0 }) };
  const plain = { formattedTitle: id, t: 0, unreadCount: 0, archive: false, mute: { expiration: 0 }, muteExpiration: 0 };
  return collection.addQuietly(new Chat(id, { ...plain, ...fields, ...group, ...channel }));
}

/** The chat with a person, made if there is none. Throws when WhatsApp knows this person by another id only. */
export async function findChat(id: Wid): Promise<Chat | undefined> {
  const found = await ask<{ error?: string; chat?: WireChat }>('chat', { id: id._serialized });
  if (found?.error !== undefined) throw new Error(found.error);
  return found?.chat && showChat(found.chat);
}

/** Shows what was in a chat before this page came. Nobody is told. */
export function showChat({ id, title, t, unreadCount, messages: loaded }: WireChat): Chat {
  const chat = openChat(id, { formattedTitle: title, t, unreadCount });
  showEarlier(chat, loaded);
  return chat;
}

/** Shows earlier messages of a chat; gives their models. */
export function showEarlier(chat: Chat, loaded: readonly WireMessage[]): Msg[] {
  const shown = loaded.map((wire) => messages.addQuietly(asModel(wire, { isNewMsg: false })));
  for (const message of shown) chat.loaded.addQuietly(message);
  const newest = chat.loaded
    .getModelsArray()
    .reduce<Msg | undefined>((last, one) => (last && last.t > one.t ? last : one), undefined);
  if (newest) chat.lastReceivedKey = newest.id;
  return shown;
}

/** A message that has just come, or comes once more. */
export function showNew(message: Msg, unreadCount?: number): void {
  const chat = openChat(message.id.remote._serialized);
  const known = messages.get(message.id) ?? message;
  chat.loaded.addQuietly(known);
  chat.lastReceivedKey = known.id;
  messages.add(known);
  chat.set({ t: known.t, ...(unreadCount !== undefined && { unreadCount }) });
}
