/** Who is told that an urgent conversation waits. What they are told holds nothing of the conversation. */
import { bigint, boolean, index, pgTable, smallint, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { alerts } from './alerts.ts';
import { bytes } from './bytes.ts';
import { handoffs } from './handoffs.ts';
import { users } from './users.ts';

/** A group of associates on Telegram; linked by a code that an admin was shown and somebody wrote there. */
export const oncallGroups = pgTable(
  'oncall_groups',
  {
    id: uuid().primaryKey(),
    /** Keyed hash of the code; null once it was used. */
    codeHash: bytes(),
    codeExpiresAt: timestamp({ withTimezone: true }),
    /** The group's address under the installation's key, and its keyed hash; null until it is linked. */
    address: bytes(),
    addressHash: bytes(),
    /** The admin; null when their account is gone, which must not silence the group. */
    createdBy: text().references(() => users.id, { onDelete: 'set null' }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    linkedAt: timestamp({ withTimezone: true }),
  },
  (table) => [unique('oncall_groups_address').on(table.addressHash), unique('oncall_groups_code').on(table.codeHash)],
);

/** What a call says: somebody waits, somebody looks after it, or there is nothing left to do. */
export type CallSays = 'waiting' | 'claimed' | 'over';

/**
 * A reason to call associates: a person waits (again), is still waiting, or a line of ours does not work. It outlives what
 * it is about, so that what stands in a group can still be put right after a conversation was deleted.
 */
export const oncallCalls = pgTable(
  'oncall_calls',
  {
    id: uuid().primaryKey(),
    handoffId: uuid().references(() => handoffs.id, { onDelete: 'set null' }),
    alertId: bigint({ mode: 'number' }).references(() => alerts.id, { onDelete: 'set null' }),
    /** Which line of ours does not work; null when a person waits. */
    channel: text(),
    /** Counts the calls about one place in the queue: each new wait has one, and at most one reminder. */
    nth: smallint().notNull().default(0),
    reminder: boolean().notNull().default(false),
    says: text().$type<CallSays>().notNull().default('waiting'),
    calledAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    unique('oncall_calls_handoff').on(table.handoffId, table.nth),
    unique('oncall_calls_alert').on(table.alertId),
    index('oncall_calls_says').on(table.says),
  ],
);

/** What stands in a group about a call. */
export const oncallPosts = pgTable(
  'oncall_posts',
  {
    id: uuid().primaryKey(),
    callId: uuid()
      .notNull()
      .references(() => oncallCalls.id, { onDelete: 'cascade' }),
    groupId: uuid()
      .notNull()
      .references(() => oncallGroups.id, { onDelete: 'cascade' }),
    /** The platform's own id of the line; null while it may or may not have gone out. */
    platformRef: text(),
    /** What the line says. */
    says: text().$type<CallSays>().notNull().default('waiting'),
    triedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [unique('oncall_posts_once').on(table.callId, table.groupId), index('oncall_posts_group').on(table.groupId)],
);

/** A browser that an associate wants to be woken by. */
export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    id: uuid().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Keyed hash of the browser's address at its push service. */
    endpointHash: bytes().notNull(),
    /** Address and keys as encrypted JSON under the installation's key. */
    body: bytes().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [unique('push_subscriptions_endpoint').on(table.endpointHash), index('push_subscriptions_user').on(table.userId)],
);

/** Which call was pushed to which browser already. */
export const pushes = pgTable(
  'pushes',
  {
    id: uuid().primaryKey(),
    callId: uuid()
      .notNull()
      .references(() => oncallCalls.id, { onDelete: 'cascade' }),
    subscriptionId: uuid()
      .notNull()
      .references(() => pushSubscriptions.id, { onDelete: 'cascade' }),
    triedAt: timestamp({ withTimezone: true }).notNull(),
    /** When the push service took it; null while it may or may not have. */
    takenAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    unique('pushes_once').on(table.callId, table.subscriptionId),
    index('pushes_subscription').on(table.subscriptionId),
  ],
);
