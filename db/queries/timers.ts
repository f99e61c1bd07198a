/** Silences that are due. */
import type { Transaction } from '../client.ts';

export interface DueTimer {
  readonly conversationId: string;
  readonly turn: number | null;
  readonly dataKey: Buffer;
}

/** Takes due timers away; two processes never take the same. The caller turns them into events in this transaction. */
export async function takeDueTimers(tx: Transaction, now: Date, limit: number): Promise<DueTimer[]> {
  return await tx.sql<DueTimer[]>`
    delete from timers t using conversations c
    where c.id = t.conversation_id and t.conversation_id in (
      select conversation_id from timers where due_at <= ${now.toISOString()} order by due_at limit ${limit} for update skip locked
    )
    returning t.conversation_id as "conversationId", t.turn, c.data_key as "dataKey"`;
}
