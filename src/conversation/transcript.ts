/** A conversation as it is read by the person and at the desk: both sides in one order, decrypted on the way. */
import type { Database } from '../../db/client.ts';
import { type MediaStanding, mediaStandings } from '../../db/queries/media.ts';
import { type HeardRow, heard, heardOne, type SaidRow, said } from '../../db/queries/transcript.ts';
import type { Delivery } from '../../db/schema/outbox.ts';
import type { Content, Mark, MediaFile, Option } from '../channels/channel.ts';
import type { Said } from '../effects/said.ts';
import type { Attachment, Language } from '../engine/protocol.ts';
import { openJson } from '../privacy/keyring.ts';
import type { Vault } from '../privacy/vault.ts';
import { isShown } from './fileKind.ts';
import { type MediaTrouble, troubleOf } from './mediaTrouble.ts';
import type { Arrived } from './receive.ts';

interface Entry {
  /** Unique in the conversation: `in-` or `out-` and the row's number. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly text: string;
}

/**
 * `media` names what was sent instead of text; `voice` is there when an associate can listen to it, with its length in
 * seconds if that is known; `file` when there is a picture or a document to look at. `picked` says that the text is the label
 * of an option, `edited` that it is not what was first written, `withdrawn` that the person took the message back.
 */
export interface HeardEntry extends Entry {
  readonly from: 'complainant';
  readonly media?: Attachment;
  readonly voice?: { readonly seconds?: number };
  readonly file?: ShownFile;
  readonly picked: boolean;
  readonly edited?: true;
  readonly withdrawn?: true;
}

/**
 * A picture or a document, `as` what it is looked at. `size` in bytes, once it is known; `trouble` says why it cannot be had.
 */
export interface ShownFile {
  readonly as: 'picture' | 'document';
  readonly size?: number;
  readonly trouble?: MediaTrouble;
}

export interface SaidEntry extends Entry {
  readonly from: 'bot' | 'associate';
  readonly marks?: readonly Mark[];
  readonly userId: string | null;
  readonly options: readonly Option[];
  readonly asked: string;
  /** It holds a reference with its PIN: whoever has both is taken for the person. */
  readonly secret?: true;
  /** Which language the conversation was in, where that was known. */
  readonly language?: Language;
  readonly delivery: Delivery;
  readonly reason: string | null;
  /** Rises within a conversation: what to ask for to get only what is newer. */
  readonly cursor: number;
}

export type TranscriptEntry = HeardEntry | SaidEntry;

/** More than anybody scrolls through; a conversation's older lines stay in the database. */
const LIMIT = 500;

/** Both sides of a conversation, oldest first. Throws `ConversationGone`. */
export async function readTranscript(parts: { database: Database; vault: Vault }, id: string): Promise<TranscriptEntry[]> {
  const key = await parts.vault.keyOf(id);
  const { sql } = parts.database;
  const [ins, outs, files] = await Promise.all([heard(sql, id, LIMIT), said(sql, id, 0, LIMIT), mediaStandings(sql, id)]);
  const saidEntries = outs.map((row) => saidEntry(row, key, id));
  const heardEntries = ins.map((row) => heardEntry(row, key, id, { said: saidEntries, files }));
  return merge(heardEntries, saidEntries);
}

/** Where the file of an entry of {@link readTranscript} is; undefined when it has none. `entry` is its id. */
export async function readMediaFile(
  parts: { database: Database; vault: Vault },
  id: string,
  entry: string,
): Promise<MediaFile | undefined> {
  const row = /^in-(\d{1,15})$/.exec(entry)?.[1];
  if (row === undefined) return undefined;
  const body = await heardOne(parts.database.sql, id, Number(row));
  if (!body) return undefined;
  const arrived = openJson<Arrived>(await parts.vault.keyOf(id), 'inbox', id, body);
  return 'content' in arrived && arrived.content.kind === 'attachment' ? arrived.content.file : undefined;
}

/** What was said to the person after a cursor (0 for all), oldest first. */
export async function readSaid(parts: { database: Database; vault: Vault }, id: string, after: number): Promise<SaidEntry[]> {
  const key = await parts.vault.keyOf(id);
  const rows = await said(parts.database.sql, id, after, LIMIT);
  return rows.map((row) => saidEntry(row, key, id));
}

function saidEntry(row: SaidRow, key: Buffer, id: string): SaidEntry {
  const { text, marks, options, asked, language, secret } = openJson<Said>(key, 'outbox', id, row.body);
  const { author: from, userId, state: delivery, reason } = row;
  const shown = { text, ...(marks && { marks }), options, asked, ...(language && { language }), ...(secret && { secret }) };
  return { id: `out-${row.id}`, at: iso(row.at), from, userId, ...shown, delivery, reason, cursor: row.id };
}

/** What is needed to tell what a message was about. */
interface Around {
  readonly said: readonly SaidEntry[];
  readonly files: ReadonlyMap<string, MediaStanding>;
}

function heardEntry(row: HeardRow, key: Buffer, id: string, { said, files }: Around): HeardEntry {
  const arrived = openJson<Arrived>(key, 'inbox', id, row.body);
  const base = { id: `in-${row.id}`, at: iso(row.at), from: 'complainant' as const };
  if (!('content' in arrived)) return { ...base, text: '', picked: false, ...('withdrawn' in arrived && { withdrawn: true }) };
  const { content, edited } = arrived;
  const more = { ...base, picked: content.kind === 'option', ...(edited && { edited }) };
  if (content.kind === 'option') return { ...more, text: labelOf(content.id, content.asked, said) };
  if (content.kind !== 'attachment') return { ...more, text: content.kind === 'text' ? content.text : '' };
  return { ...more, text: content.caption ?? '', media: content.media, ...fileOf(content, files) };
}

function fileOf(
  { media, file }: Extract<Content, { kind: 'attachment' }>,
  files: Around['files'],
): Pick<HeardEntry, 'voice' | 'file'> {
  if (!file) return {};
  if (media === 'voice') return { voice: file.seconds === undefined ? {} : { seconds: file.seconds } };
  if (file.at !== 'store') return {};
  const kept = files.get(file.id);
  const trouble = troubleOf(kept);
  if (trouble) return { file: { as: media === 'picture' ? 'picture' : 'document', trouble } };
  return { file: { as: isShown(kept?.type ?? null) ? 'picture' : 'document', ...(kept && { size: kept.size }) } };
}

function labelOf(optionId: string, asked: string, said: readonly SaidEntry[]): string {
  const offer = said.find((entry) => entry.asked === asked && entry.options.some((option) => option.id === optionId));
  return offer?.options.find((option) => option.id === optionId)?.label ?? optionId;
}

function merge(ins: readonly HeardEntry[], outs: readonly SaidEntry[]): TranscriptEntry[] {
  const all: TranscriptEntry[] = [...ins, ...outs];
  return all.sort(
    (a, b) => a.at.localeCompare(b.at) || (a.from === 'complainant' ? -1 : 0) - (b.from === 'complainant' ? -1 : 0),
  );
}

function iso(at: string): string {
  return new Date(at).toISOString();
}
