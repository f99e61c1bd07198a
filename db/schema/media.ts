import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { conversations } from './conversations.ts';

/** What is kept. Pictures and documents only when an associate has the conversation; nothing else ever. */
export type KeptKind = 'voice' | 'picture' | 'file';

/** `waiting` to be fetched from its platform, `stored` with all its parts, `failed` for good. */
export type MediaState = 'waiting' | 'stored' | 'failed';

/** A voice message, a picture or a document of a person. */
export const media = pgTable(
  'media',
  {
    /** Named in the sealed message that it came with. */
    id: uuid().primaryKey(),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    kind: text().$type<KeptKind>().notNull().default('voice'),
    state: text().$type<MediaState>().notNull().default('stored'),
    /** Why it failed, one of a closed set. */
    reason: text(),
    /** Where the platform keeps it, encrypted; null once it is stored. */
    reference: bytes(),
    /** What its first bytes show it to be, whatever it claimed. A MIME type; null while it waits. */
    type: text(),
    /** Of the original, in bytes; 0 while it waits. */
    size: integer().notNull(),
    /** SHA-256 of the original, for whoever has to show that it was not changed; null for what was kept before there was one. */
    digest: bytes(),
    attempts: smallint().notNull().default(0),
    dueAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    receivedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index('media_conversation').on(table.conversationId),
    index('media_waiting').on(table.dueAt, table.id).where(sql`state = 'waiting'`),
  ],
);

/** The original bytes in order, each part under the conversation's data key. */
export const mediaParts = pgTable(
  'media_parts',
  {
    mediaId: uuid()
      .notNull()
      .references(() => media.id, { onDelete: 'cascade' }),
    part: smallint().notNull(),
    body: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.mediaId, table.part] })],
);
