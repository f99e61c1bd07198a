/**
 * Takes in what arrives and keeps it. When `message` resolves the row is on disk, and only then may a platform be told
 * that the message arrived; the turn itself is worked afterwards.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import { type InboxRow, insertInbox } from '../../db/queries/inbox.ts';
import { insertWithMedia, type MediaRow, takesPictures } from '../../db/queries/media.ts';
import { markUndelivered } from '../../db/queries/outbox.ts';
import type { KeptKind } from '../../db/schema/media.ts';
import type { Signals } from '../../db/signals.ts';
import type { Change, Content, Inbound, MediaFile, Reach } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import type { Incoming } from '../engine/protocol.ts';
import { type Keyring, sealJson } from '../privacy/keyring.ts';
import type { Vault } from '../privacy/vault.ts';
import { type FileOwner, inPieces, sealPart } from './file.ts';
import { grouped } from './grouped.ts';

/** What happens to a conversation from inside: at the desk, or because time passed. */
export type InsideEvent = Extract<Incoming, { type: 'claimed' | 'released' | 'closed' | 'silence' }>;

/** What an inbox row holds, encrypted. */
export type Arrived =
  | { readonly content: Content; readonly edited?: true }
  /** What stood here was taken back by the person. */
  | { readonly withdrawn: true }
  | { readonly change: KeptChange }
  /** A change that was carried out, with nothing left of its words. */
  | { readonly done: KeptChange['kind'] }
  | { readonly event: InsideEvent; readonly turn?: number };

/** What happens to an earlier message. `target` is the keyed hash of its platform id, in hexadecimal. */
export type KeptChange =
  | { readonly kind: 'edit'; readonly target: string; readonly text: string }
  | { readonly kind: 'revoke'; readonly target: string };

/** A voice message whose sound no platform keeps for us. `type` is a MIME type, `seconds` its length. */
export interface Recording {
  readonly id: string;
  readonly address: string;
  readonly bytes: Buffer;
  readonly type: string;
  readonly seconds: number;
}

/** A message, or what became of one. */
export type Heard = Inbound<Content | Change>;

export interface Receiver {
  /**
   * Keeps a person's message, once however often it comes, and gives its conversation; empty when somebody takes something back of
   * whom nothing is left here. Rejects when the database cannot be reached.
   */
  message(channel: Account, heard: Heard): Promise<string>;
  /** Keeps whether a chat can be written to. Rejects when the database cannot be reached. */
  reach(channel: Account, address: string, reach: Reach): Promise<void>;
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

  const keep = async ({ id, key }: Opened, arrival: Arrival): Promise<void> => {
    const { source, recording } = arrival;
    const file = recording ?? (await fileOf(id, arrival.arrived));
    const arrived = file ? withFile(arrival.arrived, file) : withoutFile(arrival.arrived);
    const body = sealJson(key, 'inbox', id, arrived);
    const kind = 'change' in arrived ? ('event' as const) : ('message' as const);
    const row = { conversationId: id, sourceHash: keyring.hash('message', source), kind, body, at: clock() };
    if (file) await insertWithMedia(database.sql, row, sealFile({ conversationId: id, key, id: file.id }, file));
    // A row that others made fail must not fail this one, so a failed group is tried again one by one.
    else await insert(row).catch(() => insertInbox(database.sql, [row]));
    wakeWorker(id);
    signals.notify('chat', id);
  };

  /** The file of a message, if it is one that is taken in at this moment. */
  const fileOf = async (id: string, arrived: Arrived): Promise<FileToKeep | undefined> => {
    const content = 'content' in arrived ? arrived.content : undefined;
    if (content?.kind !== 'attachment' || content.file?.at !== 'platform') return undefined;
    const { media: kind, file } = content;
    if (kind !== 'voice' && kind !== 'picture' && kind !== 'file') return undefined;
    if (kind !== 'voice' && !(await takesPictures(database.sql, id))) return undefined;
    return { id: randomUUID(), kind, file };
  };

  const receive = async (
    channel: Account,
    { address, also }: Pick<Inbound, 'address' | 'also'>,
    arrival: Arrival,
  ): Promise<string> => {
    const opened = await vault.at(channel.name, channel.account, address, also);
    try {
      await keep(opened, arrival);
      return opened.id;
    } catch (error) {
      if ((error as { code?: string }).code !== GONE) throw error;
      vault.forget(opened.id);
      const anew = await vault.at(channel.name, channel.account, address, also);
      await keep(anew, arrival);
      return anew.id;
    }
  };

  return {
    async message(channel, heard) {
      // Whoever deletes what they wrote must not begin a conversation by it, nor keep one that was deleted.
      if (heard.content.kind === 'revoke' && !(await vault.find(channel.name, channel.account, heard.address))) return '';
      const named = (id: string): string => `${channel.name}/${channel.account}/${id}`;
      const targetOf = (of: string): string => keyring.hash('message', named(of)).toString('hex');
      return await receive(channel, heard, { source: named(heard.id), arrived: arrivedOf(heard.content, targetOf) });
    },
    async reach(channel, address, reach) {
      const { name, account } = channel;
      const id =
        reach.kind === 'undelivered'
          ? await markUndelivered(database.sql, channel, { ...reach, at: clock() })
          : reach.kind === 'moved'
            ? await vault.move(name, account, reach.from, address)
            : await vault.reachable(name, account, address, reach.kind === 'back');
      if (!id) return;
      signals.notify('chat', id);
      signals.notify('queue', id);
    },
    async recording(channel, { id, address, bytes, type, seconds }) {
      const recording = { id: randomUUID(), kind: 'voice', bytes, type, seconds } as const;
      const arrived: Arrived = { content: { kind: 'attachment', media: 'voice' } };
      return await receive(channel, { address }, { source: `${channel.name}/${channel.account}/${id}`, arrived, recording });
    },
  };
}

interface Opened {
  readonly id: string;
  readonly key: Buffer;
}

/** What arrived under which name; `recording` when its bytes came along. */
interface Arrival {
  readonly source: string;
  readonly arrived: Arrived;
  readonly recording?: FileToKeep;
}

/** A file to keep: in hand, or with its platform. `id` is what its message calls it. */
type FileToKeep = { readonly id: string; readonly kind: KeptKind } & (
  | { readonly bytes: Buffer; readonly type: string; readonly seconds: number }
  | { readonly file: Extract<MediaFile, { at: 'platform' }> }
);

function sealFile(owner: FileOwner, file: FileToKeep): MediaRow {
  const { id, kind } = file;
  if ('file' in file) return { id, kind, reference: sealJson(owner.key, 'mediaReference', id, file.file.reference) };
  const parts = [...inPieces(file.bytes)].map((bytes, part) => sealPart(owner, part, bytes));
  return { id, kind, parts, size: file.bytes.length, type: file.type, digest: createHash('sha256').update(file.bytes).digest() };
}

/** The message as it is kept, naming its file. */
function withFile(arrived: Arrived, kept: FileToKeep): Arrived {
  if (!('content' in arrived) || arrived.content.kind !== 'attachment') return arrived;
  const { type, seconds } = 'file' in kept ? kept.file : kept;
  const file = { at: 'store', id: kept.id, type, ...(seconds !== undefined && { seconds }) } as const;
  return { content: { ...arrived.content, file } };
}

/** What is not taken in now is never fetched, and nothing says where it is. */
function withoutFile(arrived: Arrived): Arrived {
  if (!('content' in arrived) || arrived.content.kind !== 'attachment') return arrived;
  const { file: _file, ...content } = arrived.content;
  return { content };
}

function arrivedOf(content: Heard['content'], targetOf: (of: string) => string): Arrived {
  if (content.kind === 'revoke') return { change: { kind: 'revoke', target: targetOf(content.of) } };
  if (content.kind !== 'edit') return { content: shorten(content) };
  return { change: { kind: 'edit', target: targetOf(content.of), text: content.text.slice(0, LONGEST) } };
}

function shorten(content: Content): Content {
  if (content.kind !== 'text' || content.text.length <= LONGEST) return content;
  return { kind: 'text', text: content.text.slice(0, LONGEST) };
}
