/**
 * Takes in what arrives and keeps it. When `message` resolves the row is on disk, and only then may a platform be told
 * that the message arrived; the turn itself is worked afterwards.
 */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import { type InboxRow, insertInbox } from '../../db/queries/inbox.ts';
import { insertWithMedia, type MediaRow } from '../../db/queries/media.ts';
import type { Signals } from '../../db/signals.ts';
import type { Content, Inbound } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import type { Incoming } from '../engine/protocol.ts';
import { type Keyring, sealBytes, sealJson } from '../privacy/keyring.ts';
import type { Vault } from '../privacy/vault.ts';
import { grouped } from './grouped.ts';

/** What happens to a conversation from inside: at the desk, or because time passed. */
export type InsideEvent = Extract<Incoming, { type: 'claimed' | 'released' | 'closed' | 'silence' }>;

/** What an inbox row holds, encrypted. */
export type Arrived = { readonly content: Content } | { readonly event: InsideEvent; readonly turn?: number };

/** A voice message whose sound no platform keeps for us. `type` is a MIME type, `seconds` its length. */
export interface Recording {
  readonly id: string;
  readonly address: string;
  readonly bytes: Buffer;
  readonly type: string;
  readonly seconds: number;
}

export interface Receiver {
  /** Keeps a person's message, once however often it comes. Rejects when the database cannot be reached. */
  message(channel: Account, inbound: Inbound): Promise<string>;
  /** The same for a recording, which is kept with its message or not at all. */
  recording(channel: Account, recording: Recording): Promise<string>;
}

interface Account {
  readonly name: string;
  readonly account: string;
}

interface Parts {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly vault: Vault;
  readonly signals: Signals;
  readonly clock: Clock;
  /** Says that a conversation has work: to the worker of this process, or else to all. */
  readonly wake?: (conversationId: string) => void;
}

/** The longest text that is kept whole. Characters; a platform's own limits are far lower. */
const LONGEST = 20_000;

/** Foreign key violated: the conversation was erased between looking it up and writing to it. */
const GONE = '23503';

export function createReceiver({ database, keyring, vault, signals, clock, wake }: Parts): Receiver {
  const wakeWorker = wake ?? ((id: string) => signals.notify('inbox', id));
  const insert = grouped<InboxRow, undefined>(64, async (rows) => {
    await insertInbox(database.sql, rows);
    return rows.map(() => undefined);
  });

  const keep = async (id: string, key: Buffer, source: string, content: Content, sound?: Sound): Promise<void> => {
    const arrived: Arrived = { content };
    const body = sealJson(key, 'inbox', id, arrived);
    const row = { conversationId: id, sourceHash: keyring.hash('message', source), kind: 'message' as const, body, at: clock() };
    if (sound) await insertWithMedia(database.sql, row, sealSound(key, id, sound));
    // A row that others made fail must not fail this one, so a failed group is tried again one by one.
    else await insert(row).catch(() => insertInbox(database.sql, [row]));
    wakeWorker(id);
    signals.notify('chat', id);
  };

  const receive = async (channel: Account, { id: name, address, content }: Inbound, sound?: Sound): Promise<string> => {
    const source = `${channel.name}/${channel.account}/${name}`;
    const { id, key } = await vault.at(channel.name, channel.account, address);
    try {
      await keep(id, key, source, content, sound);
      return id;
    } catch (error) {
      if ((error as { code?: string }).code !== GONE) throw error;
      vault.forget(id);
      const anew = await vault.at(channel.name, channel.account, address);
      await keep(anew.id, anew.key, source, content, sound);
      return anew.id;
    }
  };

  return {
    message: (channel, inbound) => receive(channel, { ...inbound, content: shorten(inbound.content) }),
    recording(channel, { id, address, bytes, type, seconds }) {
      const sound = { id: randomUUID(), bytes };
      const file = { at: 'store', id: sound.id, type, seconds } as const;
      return receive(channel, { id, address, content: { kind: 'attachment', media: 'voice', file } }, sound);
    },
  };
}

/** The bytes of a recording and the id under which its message names it. */
interface Sound {
  readonly id: string;
  readonly bytes: Buffer;
}

function sealSound(key: Buffer, conversationId: string, { id, bytes }: Sound): MediaRow {
  return { id, body: sealBytes(key, 'media', `${conversationId}/${id}`, bytes), size: bytes.length };
}

function shorten(content: Content): Content {
  if (content.kind !== 'text' || content.text.length <= LONGEST) return content;
  return { kind: 'text', text: content.text.slice(0, LONGEST) };
}
