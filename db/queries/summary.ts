/** What the desk shows beside a chat. Addresses are not read here, so they cannot reach the page. */

import type { Flag, Language, Urgency } from '../../src/engine/protocol.ts';
import type { Queryable } from './queryable.ts';

interface ConversationRow {
  readonly id: string;
  readonly channel: string;
  readonly language: Language;
  readonly startedAt: string;
  readonly dataKey: Buffer;
  readonly handoffId: string | null;
  readonly claimedBy: string | null;
  readonly alarmAt: string | null;
  readonly away: boolean;
}

export interface CaseRow {
  readonly reference: string;
  readonly types: readonly string[];
  readonly flags: readonly Flag[];
  readonly urgency: Urgency;
  readonly answers: Buffer;
  readonly mayContact: boolean;
  readonly openedAt: string;
}

/** A conversation and who has it now. */
export async function findConversation(sql: Queryable, id: string): Promise<ConversationRow | undefined> {
  const rows = await sql<ConversationRow[]>`
    select c.id, c.channel, c.language, c.started_at as "startedAt", c.data_key as "dataKey",
      c.away, h.id as "handoffId", h.claimed_by as "claimedBy", h.alarm_at as "alarmAt"
    from conversations c left join handoffs h on h.conversation_id = c.id and h.state = 'claimed'
    where c.id = ${id} and c.erased_at is null`;
  return rows[0];
}

/** What the newest case of a conversation says, open or closed. */
export async function readCaseDetails(sql: Queryable, conversationId: string): Promise<CaseRow | undefined> {
  const rows = await sql<CaseRow[]>`
    select reference, types, flags, urgency, answers, may_contact as "mayContact", opened_at as "openedAt"
    from cases where conversation_id = ${conversationId} order by opened_at desc limit 1`;
  return rows[0];
}
