/**
 * Takes in what arrives and keeps it. When `message` resolves the row is on disk, and only then may a platform be told
 * that the message arrived; the turn itself is worked afterwards.
 */
import type { Database } from '../../db/client.ts';
import { type InboxRow, insertInbox } from '../../db/queries/inbox.ts';
import type { Signals } from '../../db/signals.ts';
import type { Content, Inbound } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import type { Incoming } from '../engine/protocol.ts';
import { type Keyring, sealJson } from '../privacy/keyring.ts';
import type { Vault } from '../privacy/vault.ts';
import { grouped } from './grouped.ts';

/** What happens to a conversation from inside: at the desk, or because time passed. */
export type InsideEvent = Extract<Incoming, { type: 'claimed' | 'released' | 'closed' | 'silence' }>;

/** What an inbox row holds, encrypted. */
export type Arrived = { readonly content: Content } | { readonly event: InsideEvent; readonly turn?: number };

export interface Receiver {
  /** Keeps a person's message, once however often it comes. Rejects when the database cannot be reached. */
  message(channel: { name: string; account: string }, inbound: Inbound): Promise<string>;
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

  const keep = async (id: string, key: Buffer, source: string, arrived: Arrived): Promise<void> => {
    const body = sealJson(key, 'inbox', id, arrived);
    const row = { conversationId: id, sourceHash: keyring.hash('message', source), kind: 'message' as const, body, at: clock() };
    // A row that others made fail must not fail this one, so a failed group is tried again one by one.
    await insert(row).catch(() => insertInbox(database.sql, [row]));
    wakeWorker(id);
    signals.notify('chat', id);
  };

  const message: Receiver['message'] = async (channel, inbound) => {
    const source = `${channel.name}/${channel.account}/${inbound.id}`;
    const arrived = { content: shorten(inbound.content) };
    const { id, key } = await vault.at(channel.name, channel.account, inbound.address);
    try {
      await keep(id, key, source, arrived);
      return id;
    } catch (error) {
      if ((error as { code?: string }).code !== GONE) throw error;
      vault.forget(id);
      const anew = await vault.at(channel.name, channel.account, inbound.address);
      await keep(anew.id, anew.key, source, arrived);
      return anew.id;
    }
  };

  return { message };
}

function shorten(content: Content): Content {
  if (content.kind !== 'text' || content.text.length <= LONGEST) return content;
  return { kind: 'text', text: content.text.slice(0, LONGEST) };
}
