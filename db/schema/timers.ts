import { index, integer, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import { conversations } from './conversations.ts';

/** A silence that a flow waits for. Stamped with its turn: if anything happened since, it is dropped; without a stamp it comes anyway. */
export const timers = pgTable(
  'timers',
  {
    conversationId: uuid()
      .primaryKey()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    turn: integer(),
    dueAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('timers_due').on(table.dueAt)],
);
