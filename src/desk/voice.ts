/** Listening to a voice message: opened, or fetched from its platform, at that moment and for this one listener. */
import { findMedia } from '../../db/queries/media.ts';
import { findConversation } from '../../db/queries/summary.ts';
import { type Channel, FetchError, type FetchFailure } from '../channels/channel.ts';
import { readVoiceFile } from '../conversation/transcript.ts';
import { openBytes } from '../privacy/keyring.ts';
import { mayRead } from './access.ts';
import type { DeskParts } from './parts.ts';
import { Refusal, type RefusalCode } from './refusal.ts';
import type { Viewer } from './viewer.ts';

/** The accounts that this process has, as far as listening needs them. */
export type VoiceSource = Pick<Channel, 'name' | 'account' | 'fetch'>;

export interface VoiceParts extends DeskParts {
  readonly channels: readonly VoiceSource[];
}

/** A sound to play. `type` is a MIME type. */
export interface Voice {
  readonly bytes: Buffer;
  readonly type: string;
}

const REFUSED: Record<FetchFailure, RefusalCode> = {
  unreachable: 'voice_away',
  throttled: 'voice_away',
  gone: 'voice_gone',
  too_large: 'voice_too_large',
  misconfigured: 'no_channel',
};

/** The voice of one entry of the transcript, for who may read the conversation. */
export async function readVoice(parts: VoiceParts, viewer: Viewer, conversationId: string, entry: string): Promise<Voice> {
  const { database, vault } = parts;
  const row = await findConversation(database.sql, conversationId);
  if (!row) throw new Refusal('not_found');
  if (!mayRead(viewer, row)) throw new Refusal('not_yours');
  const key = vault.open(conversationId, row.dataKey);
  const file = await readVoiceFile(parts, conversationId, entry);
  if (!file) throw new Refusal('not_found');
  if (file.at === 'platform') return { bytes: await fetchFrom(parts, row, file.reference), type: file.type };
  const sealed = await findMedia(database.sql, conversationId, file.id);
  if (!sealed) throw new Refusal('voice_gone');
  return { bytes: openBytes(key, 'media', `${conversationId}/${file.id}`, sealed), type: file.type };
}

/** A reference means something only to the account that received it. */
async function fetchFrom(
  { channels }: VoiceParts,
  { channel, account }: { readonly channel: string; readonly account: string },
  reference: string,
): Promise<Buffer> {
  const source = channels.find((candidate) => candidate.name === channel && candidate.account === account);
  if (!source?.fetch) throw new Refusal('no_channel');
  try {
    return await source.fetch(reference);
  } catch (error) {
    throw error instanceof FetchError ? new Refusal(REFUSED[error.reason], { cause: error }) : error;
  }
}
