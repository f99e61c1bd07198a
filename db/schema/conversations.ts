import { boolean, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { Language } from '../../src/engine/protocol.ts';
import { bytes } from './bytes.ts';

/** One chat address on one channel. `turn` guards every write: a turn that read an older one changes nothing. */
export const conversations = pgTable(
  'conversations',
  {
    id: uuid().primaryKey(),
    channel: text().notNull(),
    account: text().notNull(),
    /** Keyed hash of the address: found, but not read. */
    addressHash: bytes().notNull(),
    /** The address under the data key. */
    address: bytes().notNull(),
    /** The data key, wrapped by the master key. */
    dataKey: bytes().notNull(),
    turn: integer().notNull().default(0),
    flow: text(),
    flowVersion: integer(),
    /** The machine's snapshot, encrypted; null before the first turn. */
    state: bytes(),
    language: text().$type<Language>().notNull().default('en'),
    /** A story is being told: messages that follow each other are one turn. */
    listening: boolean().notNull().default(false),
    /** The person hid the chat or stopped it: nobody writes first. */
    away: boolean().notNull().default(false),
    /** Since when the platform takes nothing for this chat, because the person blocked us or left it; null when it does. */
    unreachableAt: timestamp({ withTimezone: true }),
    startedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** When the person wrote last; null before the first message was worked. */
    heardAt: timestamp({ withTimezone: true }),
    lastTurnAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** The person asked to be forgotten: the row goes as soon as the farewell has left. */
    erasedAt: timestamp({ withTimezone: true }),
  },
  (table) => [unique('conversations_address').on(table.channel, table.account, table.addressHash)],
);
