/** A conversation as it is read by the person and at the desk: both sides in one order, decrypted on the way. */
import type { Database } from '../../db/client.ts';
import { type HeardRow, heard, heardOne, type SaidRow, said } from '../../db/queries/transcript.ts';
import type { Delivery } from '../../db/schema/outbox.ts';
import type { Content, Mark, Option, VoiceFile } from '../channels/channel.ts';
import type { Said } from '../effects/said.ts';
import type { Attachment, Language } from '../engine/protocol.ts';
import { openJson } from '../privacy/keyring.ts';
import type { Vault } from '../privacy/vault.ts';
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
 * seconds if that is known; `picked` says that the text is the label of an option.
 */
export interface HeardEntry extends Entry {
  readonly from: 'complainant';
  readonly media?: Attachment;
  readonly voice?: { readonly seconds?: number };
  readonly picked: boolean;
}

export interface SaidEntry extends Entry {
  readonly from: 'bot' | 'associate';
  readonly marks?: readonly Mark[];
  readonly userId: string | null;
  readonly options: readonly Option[];
  readonly asked: string;
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
  const [ins, outs] = await Promise.all([heard(parts.database.sql, id, LIMIT), said(parts.database.sql, id, 0, LIMIT)]);
  const saidEntries = outs.map((row) => saidEntry(row, key, id));
  const heardEntries = ins.map((row) => heardEntry(row, key, id, saidEntries));
  return merge(heardEntries, saidEntries);
}

/** Where the sound of an entry of {@link readTranscript} is; undefined when it has none. `entry` is its id. */
export async function readVoiceFile(
  parts: { database: Database; vault: Vault },
  id: string,
  entry: string,
): Promise<VoiceFile | undefined> {
  const row = /^in-(\d{1,15})$/.exec(entry)?.[1];
  if (row === undefined) return undefined;
  const body = await heardOne(parts.database.sql, id, Number(row));
  if (!body) return undefined;
  const arrived = openJson<Arrived>(await parts.vault.keyOf(id), 'inbox', id, body);
  if (!('content' in arrived) || arrived.content.kind !== 'attachment') return undefined;
  return arrived.content.media === 'voice' ? arrived.content.file : undefined;
}

/** What was said to the person after a cursor (0 for all), oldest first. */
export async function readSaid(parts: { database: Database; vault: Vault }, id: string, after: number): Promise<SaidEntry[]> {
  const key = await parts.vault.keyOf(id);
  const rows = await said(parts.database.sql, id, after, LIMIT);
  return rows.map((row) => saidEntry(row, key, id));
}

function saidEntry(row: SaidRow, key: Buffer, id: string): SaidEntry {
  const { text, marks, options, asked, language } = openJson<Said>(key, 'outbox', id, row.body);
  const { author: from, userId, state: delivery, reason } = row;
  const shown = { text, ...(marks && { marks }), options, asked, ...(language && { language }) };
  return { id: `out-${row.id}`, at: iso(row.at), from, userId, ...shown, delivery, reason, cursor: row.id };
}

function heardEntry(row: HeardRow, key: Buffer, id: string, said: readonly SaidEntry[]): HeardEntry {
  const arrived = openJson<Arrived>(key, 'inbox', id, row.body);
  const content: Content = 'content' in arrived ? arrived.content : { kind: 'hello' };
  const base = { id: `in-${row.id}`, at: iso(row.at), from: 'complainant' as const, picked: content.kind === 'option' };
  if (content.kind === 'attachment') {
    const { media, caption = '', file } = content;
    return { ...base, text: caption, media, ...(file && { voice: file.seconds === undefined ? {} : { seconds: file.seconds } }) };
  }
  if (content.kind === 'option') return { ...base, text: labelOf(content.id, content.asked, said) };
  return { ...base, text: content.kind === 'text' ? content.text : '' };
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
