import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, smallint, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { conversations } from './conversations.ts';

/** What came in, from a person (`message`) or from inside (`event`), kept until its turn is done and after. */
export const inbox = pgTable(
  'inbox',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    /** Keyed hash of the platform's message id: the same message twice is one row. */
    sourceHash: bytes().notNull(),
    kind: text().$type<'message' | 'event'>().notNull(),
    /** The content as encrypted JSON. */
    body: bytes().notNull(),
    receivedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Not before this is it worked; moved on after a failure. */
    dueAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    attempts: smallint().notNull().default(0),
    /** Set when its turn has been committed. */
    doneAt: timestamp({ withTimezone: true }),
    /** Set when the last attempt failed: a person looks at it. */
    parkedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    unique('inbox_source').on(table.sourceHash),
    index('inbox_waiting').on(table.conversationId, table.id).where(sql`done_at is null and parked_at is null`),
    index('inbox_conversation').on(table.conversationId, table.id),
  ],
);
