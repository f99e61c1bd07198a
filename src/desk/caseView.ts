/** A case as the desk shows it, with the cases of other conversations that are one matter with it. */
import { type CaseRow, type FollowedRow, followedCases, followerReferences } from '../../db/queries/summary.ts';
import type { Answers } from '../engine/protocol.ts';
import { openJson } from '../privacy/keyring.ts';
import type { DeskParts } from './parts.ts';
import type { CaseView, FollowedView } from './views.ts';

/** A case whose answers have been opened. `gone` is the reference of a case that it went on with and that was deleted since. */
interface Opened {
  readonly answers: Answers;
  readonly gone: string | undefined;
}

/** Opens a case, for who may see its conversation. `key` is the conversation's data key. */
export async function viewCase(parts: DeskParts, row: CaseRow, { id, key }: { id: string; key: Buffer }): Promise<CaseView> {
  const { sql } = parts.database;
  const [followed, followers] = await Promise.all([followedCases(sql, row.id), followerReferences(sql, row.id)]);
  const own = open(row, key, id);
  const earlier = followed.map((other) => ({ row: other, ...openOther(parts, other) }));
  const { reference, types, flags, urgency, mayContact } = row;
  // Only the last of them can have lost what it went on with.
  const gone = [own, ...earlier].at(-1)?.gone;
  return {
    ...{ reference, types, flags, urgency, mayContact, answers: own.answers, openedAt: iso(row.openedAt) },
    follows: [...earlier.map(followedView), ...(gone === undefined ? [] : [{ deleted: true as const, reference: gone }])],
    followers,
  };
}

function followedView({ row, answers }: { row: FollowedRow; answers: Answers }): FollowedView {
  const { reference, types, flags, urgency, closedAt } = row;
  const times = { openedAt: iso(row.openedAt), closedAt: closedAt && iso(closedAt) };
  return { deleted: false, reference, types, flags, urgency, answers, ...times };
}

function openOther({ vault }: DeskParts, row: FollowedRow): Opened {
  return open(row, vault.open(row.conversationId, row.dataKey), row.conversationId);
}

function open(row: CaseRow, key: Buffer, conversationId: string): Opened {
  const { follows: gone, ...answers } = openJson<Answers>(key, 'answers', conversationId, row.answers);
  return { answers, gone };
}

function iso(at: string): string {
  return new Date(at).toISOString();
}
