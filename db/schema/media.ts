import { index, integer, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { conversations } from './conversations.ts';

/** What a person sent that is not text and that no platform keeps for us: so far voice messages of the web chat. */
export const media = pgTable(
  'media',
  {
    /** Named in the sealed message that it came with. */
    id: uuid().primaryKey(),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    /** The original bytes under the conversation's data key. */
    body: bytes().notNull(),
    /** Of the original, in bytes. */
    size: integer().notNull(),
    receivedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('media_conversation').on(table.conversationId)],
);
