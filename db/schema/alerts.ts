import { bigint, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { conversations } from './conversations.ts';

/** Something that a person at the helpline has to look at because a program could not finish it. */
export const alerts = pgTable('alerts', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  conversationId: uuid().references(() => conversations.id, { onDelete: 'cascade' }),
  kind: text().$type<'turn_failed' | 'delivery_failed' | 'channel_down' | 'group_lost'>().notNull(),
  /** Which channel is down, for that kind. */
  channel: text(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  seenAt: timestamp({ withTimezone: true }),
  seenBy: text(),
});
