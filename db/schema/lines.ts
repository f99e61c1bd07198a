import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { LineState, Trouble } from '../../src/channels/channel.ts';
import { bytes } from './bytes.ts';

/** How each channel account stands, written by the process that owns it and read by every desk. */
export const lines = pgTable(
  'lines',
  {
    channel: text().notNull(),
    account: text().notNull(),
    state: text().$type<LineState>().notNull(),
    trouble: text().$type<Trouble>(),
    /** What a phone has to scan, under the installation's key. */
    code: bytes(),
    /** Since when it stands like this. */
    since: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** When its owner last said so; an old one means that no process owns it. */
    seenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** What the channel remembers from one process to the next, under the installation's key. */
    memory: bytes(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.account] })],
);
