/** Every table, for the migration tool and the client. */
export { addresses } from './addresses.ts';
export { alerts } from './alerts.ts';
export { cases } from './cases.ts';
export { conversations } from './conversations.ts';
export { type HandoffState, handoffs } from './handoffs.ts';
export { inbox } from './inbox.ts';
export { installation } from './installation.ts';
export { lines } from './lines.ts';
export { media, mediaParts } from './media.ts';
export { type CallSays, oncallCalls, oncallGroups, oncallPosts, pushes, pushSubscriptions } from './oncall.ts';
export { type Delivery, outbox } from './outbox.ts';
export { picks } from './picks.ts';
export { timers } from './timers.ts';
export { accounts, sessions, type UserRole, users, verifications } from './users.ts';
