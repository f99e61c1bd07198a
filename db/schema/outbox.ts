import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, smallint, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { conversations } from './conversations.ts';

/**
 * How a message to a person stands. `sending` was handed to the platform by a process that has not said how it went;
 * `unknown` may have gone out; `failed` will not be tried again.
 */
export type Delivery = 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown';

/** What goes out, in order per conversation. Written by the turn (or the relay), delivered after its commit. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    channel: text().notNull(),
    account: text().notNull(),
    author: text().$type<'bot' | 'associate'>().notNull(),
    /** The associate who wrote it. */
    userId: text(),
    /** Keyed hash of the page's own id of an associate's reply: the same reply twice is one row. */
    sourceHash: bytes(),
    /** Text and options as encrypted JSON. */
    body: bytes().notNull(),
    state: text().$type<Delivery>().notNull().default('waiting'),
    /** Why it failed, one of the channel's closed set. */
    reason: text(),
    attempts: smallint().notNull().default(0),
    /** How often it was sent again although an earlier copy may have gone out. */
    repeats: smallint().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    dueAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** When it was last handed to the platform; null before the first time. */
    handedAt: timestamp({ withTimezone: true }),
    sentAt: timestamp({ withTimezone: true }),
    /** The platform's own id of the message, encrypted. */
    platformRef: bytes(),
  },
  (table) => [
    uniqueIndex('outbox_source').on(table.sourceHash).where(sql`source_hash is not null`),
    index('outbox_waiting')
      .on(table.channel, table.account, table.conversationId, table.id)
      .where(sql`state in ('waiting', 'sending', 'unknown')`),
    index('outbox_conversation').on(table.conversationId, table.id),
  ],
);
