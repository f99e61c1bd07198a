import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { conversations } from './conversations.ts';

/** Other addresses by which a platform knows a conversation's chat, so that nobody tells their story twice. Found, but not read. */
export const addresses = pgTable(
  'addresses',
  {
    channel: text().notNull(),
    account: text().notNull(),
    addressHash: bytes().notNull(),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.account, table.addressHash] }),
    index('addresses_conversation').on(table.conversationId),
  ],
);
