/** Listening to a voice message, looking at a picture, saving a document: opened at that moment and for this one viewer. */
import { findMedia } from '../../db/queries/media.ts';
import { findConversation } from '../../db/queries/summary.ts';
import { type Channel, FetchError, type FetchFailure, LARGEST_FILE } from '../channels/channel.ts';
import { openParts } from '../conversation/file.ts';
import { isShown, UNKNOWN } from '../conversation/fileKind.ts';
import { type MediaTrouble, troubleOf } from '../conversation/mediaTrouble.ts';
import { readMediaFile } from '../conversation/transcript.ts';
import { mayRead } from './access.ts';
import type { DeskParts } from './parts.ts';
import { Refusal, type RefusalCode } from './refusal.ts';
import type { Viewer } from './viewer.ts';

/** The accounts that this process has, as far as media need them. */
export type MediaSource = Pick<Channel, 'name' | 'account' | 'fetch'>;

export interface MediaParts extends DeskParts {
  readonly channels: readonly MediaSource[];
}

/** A file with what may be done with it. `type` is a MIME type. */
export interface Media {
  readonly bytes: Buffer;
  readonly type: string;
  readonly use: 'play' | 'show' | 'save';
}

const NOT_FETCHED: Record<FetchFailure, RefusalCode> = {
  unreachable: 'media_away',
  throttled: 'media_away',
  gone: 'media_gone',
  too_large: 'media_too_large',
  misconfigured: 'no_channel',
};

const TROUBLED: Record<MediaTrouble, RefusalCode> = {
  waiting: 'media_waiting',
  gone: 'media_gone',
  too_large: 'media_too_large',
  disguised: 'media_disguised',
};

/** The file of one entry of the transcript, for who may read the conversation. */
export async function readMedia(parts: MediaParts, viewer: Viewer, conversationId: string, entry: string): Promise<Media> {
  const { database, vault } = parts;
  const row = await findConversation(database.sql, conversationId);
  if (!row) throw new Refusal('not_found');
  if (!mayRead(viewer, row)) throw new Refusal('not_yours');
  const file = await readMediaFile(parts, conversationId, entry);
  if (!file) throw new Refusal('not_found');
  // Only voice messages were ever left with their platform.
  if (file.at === 'platform') return { bytes: await fetchFrom(parts, row, file.reference), type: file.type, use: 'play' };
  const kept = await findMedia(database.sql, conversationId, file.id);
  const trouble = troubleOf(kept);
  if (!kept || trouble) throw new Refusal(TROUBLED[trouble ?? 'gone']);
  const owner = { conversationId, key: vault.open(conversationId, row.dataKey), id: file.id };
  const bytes = openParts(owner, kept.parts, kept.size);
  if (kept.kind === 'voice') return { bytes, type: kept.type ?? file.type, use: 'play' };
  return { bytes, type: kept.type ?? UNKNOWN, use: isShown(kept.type) ? 'show' : 'save' };
}

/** A reference means something only to the account that received it. */
async function fetchFrom(
  { channels }: MediaParts,
  { channel, account }: { readonly channel: string; readonly account: string },
  reference: string,
): Promise<Buffer> {
  const source = channels.find((candidate) => candidate.name === channel && candidate.account === account);
  if (!source?.fetch) throw new Refusal('no_channel');
  try {
    return await whole(source.fetch(reference));
  } catch (error) {
    throw error instanceof FetchError ? new Refusal(NOT_FETCHED[error.reason], { cause: error }) : error;
  }
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > LARGEST_FILE) throw new FetchError('too_large');
    read.push(piece);
  }
  return Buffer.concat(read);
}
