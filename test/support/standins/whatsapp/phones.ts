/** What the persons do on their phones, and what they see there. */
import type { Deed, Seen } from '../standin.ts';
import type { Account } from './account.ts';
import { newNumber, now } from './chats.ts';
import { type Fields, type MediaDeed, mediaFields, otherFields } from './deeds.ts';
import type { Media } from './media.ts';
import { readMenu } from './menu.ts';
import { channelOf, groupOf, ME } from './people.ts';
import type { WhatsAppStandIn } from './whatsAppStandIn.ts';
import { keyOf, type WireMessage } from './wire.ts';

/** The part of the stand-in that is about persons. */
type OfPersons = Pick<
  WhatsAppStandIn,
  | 'receive'
  | 'sent'
  | 'raw'
  | 'files'
  | 'address'
  | 'lid'
  | 'encrypted'
  | 'decrypt'
  | 'inGroup'
  | 'inChannel'
  | 'status'
  | 'react'
  | 'fromPhone'
  | 'history'
  | 'reads'
  | 'wasMarkedSeen'
  | 'unread'
  | 'askedAgain'
  | 'lose'
  | 'fetched'
>;

/** The phones of all persons. */
export class Phones {
  readonly #account: Account;
  readonly #media: Media;

  constructor(account: Account, media: Media) {
    this.#account = account;
    this.#media = media;
  }

  standIn(): OfPersons {
    const account = this.#account;
    const address = (person: string) => account.persons.named(person).address;
    const ours = (person: string) => this.#ours(person);
    return {
      receive: async (person, deed, more = {}) => this.#receive(person, deed, more),
      sent: (person) => ours(person).map(asSeen),
      raw: (person) => ours(person).map(bodyOf),
      files: (person) => ours(person).flatMap(({ directPath }) => this.#media.get(String(directPath)) ?? []),
      address,
      lid: (name, hidden = true, told = true) => {
        const person = account.persons.named(name);
        person.address = hidden ? person.lid : person.number;
        if (!told || account.aliases.some(({ lid }) => lid === person.lid)) return;
        const alias = { number: person.number, lid: person.lid };
        account.aliases.push(alias);
        account.tell({ event: 'alias', alias });
      },
      encrypted: async (person) => this.#say(person, { type: 'ciphertext' }),
      decrypt: (id, text) => account.change(id, { type: 'chat', body: text }),
      inGroup: (group, person, text) => {
        const author = address(person);
        const remote = groupOf(group);
        return account.arrive({ fromMe: false, remote, participant: author }, remote, { body: text, author });
      },
      inChannel: (channel, text) =>
        account.arrive({ fromMe: false, remote: channelOf(channel) }, channelOf(channel), { body: text }),
      status: (person, text) => {
        const remote = 'status@broadcast';
        const author = address(person);
        return account.arrive({ fromMe: false, remote, participant: author }, remote, { body: text, author, isStatusV3: true });
      },
      react: (person, of, emoji) => this.#react(person, of, emoji),
      fromPhone: (person, text) => account.arrive({ fromMe: true, remote: address(person) }, ME.number, { body: text }),
      history: (person, count) => {
        const id = address(person);
        const start = now() - 86_400 - count;
        for (let index = 0; index < count; index += 1) {
          const key = { fromMe: false, remote: id, id: newNumber() };
          account.chats.add({ id: key, type: 'chat', t: start + index, ack: 1, from: id, to: ME.number, body: `${index}` });
        }
        account.chats.see(id);
      },
      reads: (person) => {
        for (const { id } of ours(person)) account.change(keyOf(id), { ack: 3 });
      },
      wasMarkedSeen: (name) => {
        const person = account.persons.named(name);
        return account.seen.has(person.number) || account.seen.has(person.lid);
      },
      unread: (person) => account.chats.unread(address(person)),
      askedAgain: (id) => account.resent.has(id),
      fetched: (id) => this.#media.fetched(String(account.chats.message(id)?.directPath)),
      lose: (id, status = 404) => this.#media.lose(String(account.chats.message(id)?.directPath), status),
    };
  }

  #receive(name: string, deed: Deed, more: Fields): string {
    const account = this.#account;
    switch (deed.kind) {
      case 'text':
        return this.#say(name, { body: deed.text, ...more });
      case 'pick':
        return this.#say(name, { body: this.#numberOf(name, deed.label), ...more });
      case 'voice':
      case 'picture':
      case 'video':
      case 'file':
      case 'sticker':
        return this.#say(name, { ...this.#mediaOf(deed), ...more });
      case 'call':
        return this.#call(name);
      case 'location':
      case 'contact':
      case 'poll':
      case 'unknown':
        return this.#say(name, { ...otherFields(deed.kind), ...more });
      case 'edit':
        account.change(deed.of, { body: deed.text, latestEditSenderTimestampMs: Date.now(), ...more });
        return deed.of;
      case 'delete': {
        const gone = {
          body: '',
          caption: '',
          directPath: '',
          subtype: 'sender',
          protocolMessageKey: account.chats.message(deed.of)?.id,
        };
        account.change(deed.of, { type: 'revoked', ...gone });
        return deed.of;
      }
      case 'block':
      case 'unblock':
        account.persons.named(name).blocks = deed.kind === 'block';
        return '';
    }
  }

  #say(name: string, fields: Fields): string {
    const { address } = this.#account.persons.named(name);
    return this.#account.arrive({ fromMe: false, remote: address }, address, fields);
  }

  #mediaOf(deed: MediaDeed): Fields {
    const { bytes, fields } = mediaFields(deed);
    return { ...fields, directPath: this.#media.keep(bytes) };
  }

  /** The number that the last menu gives to a label. */
  #numberOf(name: string, label: string): string {
    const menu = this.#ours(name)
      .map(asSeen)
      .findLast(({ options }) => options.length > 0);
    const index = menu?.options.indexOf(label) ?? -1;
    if (index === -1) throw new Error('the last menu has no such option');
    return String(index + 1);
  }

  /** A call rings, and a line about it stands in the chat. */
  #call(name: string): string {
    const { address } = this.#account.persons.named(name);
    const key = this.#say(name, { type: 'call_log' });
    const call = { id: key, peerJid: address, isVideo: false, isGroup: false, canHandleLocally: false, outgoing: false };
    this.#account.tell({ event: 'call', call: { ...call, webClientShouldHandle: false, participants: [] } });
    return key;
  }

  #react(name: string, of: string, emoji: string): void {
    const { address } = this.#account.persons.named(name);
    const parent = this.#account.chats.message(of);
    if (!parent) throw new Error('there is no such message');
    const id = { ...parent.id, id: `REACTION${parent.id.id}`, _serialized: `reaction_${of}` };
    const reaction = {
      id,
      reactionParentKey: { ...parent.id, _serialized: of },
      reactionText: emoji,
      from: { _serialized: address },
    };
    this.#account.tell({ event: 'reaction', reaction: { ...reaction, reactionTimestamp: Date.now(), read: false } });
  }

  #ours(name: string): WireMessage[] {
    return this.#account.delivered.filter(({ person }) => person.name === name).map(({ message }) => message);
  }
}

function bodyOf({ body, caption, directPath }: WireMessage): string {
  return (directPath ? (typeof caption === 'string' ? caption : '') : body) ?? '';
}

function asSeen(message: WireMessage): Seen {
  return { id: keyOf(message.id), ...readMenu(bodyOf(message)) };
}
