/** One conversation for the associate who has it: what was told, what was said, what is known. */
import { findConversation, readCaseDetails } from '../../db/queries/summary.ts';
import { namesOf } from '../../db/queries/users.ts';
import { readTranscript, type TranscriptEntry } from '../conversation/transcript.ts';
import { mayRead } from './access.ts';
import { viewCase } from './caseView.ts';
import { isLineAway } from './lines.ts';
import type { DeskParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import type { Viewer } from './viewer.ts';
import type { ConversationView } from './views.ts';

/** Opens a conversation for its associate, or for a supervisor or admin. */
export async function readConversation(parts: DeskParts, viewer: Viewer, id: string): Promise<ConversationView> {
  const { sql } = parts.database;
  const row = await findConversation(sql, id);
  if (!row) throw new Refusal('not_found');
  const mine = row.claimedBy === viewer.id;
  if (!mayRead(viewer, row)) throw new Refusal('not_yours');
  const key = parts.vault.open(id, row.dataKey);
  const [entries, found, lineAway] = await Promise.all([
    readTranscript(parts, id),
    readCaseDetails(sql, id),
    isLineAway(parts, row),
  ]);
  const names = await namesOf(sql, writersOf(entries));
  return {
    conversation: {
      id,
      channel: row.channel,
      language: row.language,
      startedAt: iso(row.startedAt),
      away: row.away,
      unreachable: row.unreachable,
      lineAway,
    },
    handoff: row.handoffId === null ? null : { id: row.handoffId, mine, alarmAt: row.alarmAt && iso(row.alarmAt) },
    case: found ? await viewCase(parts, found, { id, key }) : null,
    entries,
    names: Object.fromEntries(names),
  };
}

function writersOf(entries: readonly TranscriptEntry[]): string[] {
  const ids = entries.flatMap((entry) => (entry.from === 'associate' && entry.userId ? [entry.userId] : []));
  return [...new Set(ids)];
}

function iso(at: string): string {
  return new Date(at).toISOString();
}
