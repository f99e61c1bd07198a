/** What the desk shows beside a chat. Addresses are not read here, so they cannot reach the page. */

import type { Flag, Language, Urgency } from '../../src/engine/protocol.ts';
import type { Queryable } from './queryable.ts';

interface ConversationRow {
  readonly id: string;
  readonly channel: string;
  readonly account: string;
  readonly language: Language;
  readonly startedAt: string;
  readonly dataKey: Buffer;
  readonly handoffId: string | null;
  readonly claimedBy: string | null;
  readonly alarmAt: string | null;
  readonly away: boolean;
  /** The platform takes nothing for this chat. */
  readonly unreachable: boolean;
}

export interface CaseRow {
  readonly id: string;
  readonly reference: string;
  readonly types: readonly string[];
  readonly flags: readonly Flag[];
  readonly urgency: Urgency;
  readonly answers: Buffer;
  readonly mayContact: boolean;
  readonly openedAt: string;
  readonly closedAt: string | null;
}

/** A conversation and who has it now. */
export async function findConversation(sql: Queryable, id: string): Promise<ConversationRow | undefined> {
  const rows = await sql<ConversationRow[]>`
    select c.id, c.channel, c.account, c.language, c.started_at as "startedAt", c.data_key as "dataKey",
      c.away, c.unreachable_at is not null as unreachable, h.id as "handoffId", h.claimed_by as "claimedBy", h.alarm_at as "alarmAt"
    from conversations c left join handoffs h on h.conversation_id = c.id and h.state = 'claimed'
    where c.id = ${id} and c.erased_at is null`;
  return rows[0];
}

/** What the newest case of a conversation says, open or closed. */
export async function readCaseDetails(sql: Queryable, conversationId: string): Promise<CaseRow | undefined> {
  const rows = await sql<CaseRow[]>`
    select ${caseColumns(sql)} from cases k where conversation_id = ${conversationId} order by opened_at desc limit 1`;
  return rows[0];
}

/** A case of another conversation, and the key to its answers. */
export interface FollowedRow extends CaseRow {
  readonly conversationId: string;
  readonly dataKey: Buffer;
}

/** The case that a case goes on with, the one that that one goes on with, and so on. */
export async function followedCases(sql: Queryable, caseId: string): Promise<FollowedRow[]> {
  return await sql<FollowedRow[]>`
    with recursive chain as (
      select follows as id, 1 as step from cases where id = ${caseId}
      union all
      select cases.follows, step + 1 from cases join chain on cases.id = chain.id
    )
    select ${caseColumns(sql)}, k.conversation_id as "conversationId", c.data_key as "dataKey"
    from chain join cases k on k.id = chain.id join conversations c on c.id = k.conversation_id order by chain.step`;
}

/** The references of the cases that go on with this one, oldest first. */
export async function followerReferences(sql: Queryable, caseId: string): Promise<string[]> {
  const rows = await sql<{ reference: string }[]>`select reference from cases where follows = ${caseId} order by opened_at`;
  return rows.map((row) => row.reference);
}

function caseColumns(sql: Queryable) {
  return sql`k.id, k.reference, k.types, k.flags, k.urgency, k.answers, k.may_contact as "mayContact", k.opened_at as "openedAt",
    k.closed_at as "closedAt"`;
}
