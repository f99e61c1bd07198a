import { pgTable, smallint, timestamp } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';

/** One row: what this installation's master key makes of a fixed word, so that a wrong key is noticed at start. */
export const installation = pgTable('installation', {
  id: smallint().primaryKey(),
  keyCheck: bytes().notNull(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
