import { bigint, index, pgTable, real, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Language } from '../../src/engine/protocol.ts';
import { conversations } from './conversations.ts';

/** What was proposed as the type of a complaint and what the person picked: how the phrases are known to need work. */
export const picks = pgTable(
  'picks',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    /** Likeliest first; empty when nothing was sure enough to be proposed. */
    predicted: text().array().notNull(),
    picked: text().array().notNull(),
    language: text().$type<Language>().notNull(),
    /** How sure the first proposal was, 0 to 1. */
    score: real().notNull(),
    pickedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('picks_conversation').on(table.conversationId)],
);
