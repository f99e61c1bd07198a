import { type AnyPgColumn, boolean, index, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { Flag, Urgency } from '../../src/engine/protocol.ts';
import { bytes } from './bytes.ts';
import { conversations } from './conversations.ts';

/** What a complainant reports. The answers are encrypted; the types, flags and times are what statistics need. */
export const cases = pgTable(
  'cases',
  {
    id: uuid().primaryKey(),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    /** What the complainant comes back with; looks like nothing in particular. */
    reference: text().notNull(),
    /** Keyed hash of reference and PIN. */
    pinHash: bytes().notNull(),
    types: text().array().notNull(),
    flags: text().array().$type<Flag[]>().notNull(),
    urgency: text().$type<Urgency>().notNull(),
    /** Everything told, by question, as encrypted JSON. */
    answers: bytes().notNull(),
    /** Whether we may write to the complainant first. Never assumed. */
    mayContact: boolean().notNull().default(false),
    /** The case that this one goes on with, told in another conversation by somebody who knew its reference and PIN. */
    follows: uuid().references((): AnyPgColumn => cases.id, { onDelete: 'set null' }),
    openedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    closedAt: timestamp({ withTimezone: true }),
    outcome: text(),
  },
  (table) => [
    unique('cases_reference').on(table.reference),
    index('cases_conversation').on(table.conversationId),
    index('cases_follows').on(table.follows),
  ],
);
