import { sql } from 'drizzle-orm';
import { index, pgTable, smallint, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { conversations } from './conversations.ts';

/** `waiting` in the queue, `claimed` by one associate, `closed` when there is nothing left to do. */
export type HandoffState = 'waiting' | 'claimed' | 'closed';

/** A conversation's place in the queue, danger first. A conversation has at most one that is not closed. */
export const handoffs = pgTable(
  'handoffs',
  {
    id: uuid().primaryKey(),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    state: text().$type<HandoffState>().notNull().default('waiting'),
    /** Position in `URGENCIES`: 0 is an emergency. */
    urgency: smallint().notNull(),
    waitingSince: timestamp({ withTimezone: true }).notNull().defaultNow(),
    claimedBy: text(),
    claimedAt: timestamp({ withTimezone: true }),
    /** Danger words arrived while an associate had the chat. */
    alarmAt: timestamp({ withTimezone: true }),
    closedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index('handoffs_queue').on(table.urgency, table.waitingSince, table.id).where(sql`state = 'waiting'`),
    index('handoffs_claimed').on(table.claimedBy).where(sql`state = 'claimed'`),
    uniqueIndex('handoffs_open').on(table.conversationId).where(sql`state <> 'closed'`),
  ],
);
