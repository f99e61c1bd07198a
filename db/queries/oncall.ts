/** Which calls there are, and what stands about them in groups and went to browsers. Nothing in these rows is about a person. */
import type { CallSays } from '../schema/index.ts';
import type { Queryable } from './queryable.ts';

/** A call that a group or a browser has to hear of. `calledAt` as the database writes it. */
export interface Call {
  readonly callId: string;
  /** Which line of ours does not work; null when a person waits. */
  readonly channel: string | null;
  readonly reminder: boolean;
  readonly says: CallSays;
  readonly calledAt: string;
}

/** What a group's lines lack. `post` is null when there is no line yet; `reference` when it may or may not have gone out. */
export interface DuePost extends Call {
  readonly groupId: string;
  readonly address: Buffer;
  readonly post: string | null;
  readonly reference: string | null;
}

/** What a browser was not told yet. */
export interface DuePush extends Call {
  readonly subscriptionId: string;
  readonly body: Buffer;
}

/** What was called before `reminded` is called once more, what was tried before `forgotten` is tried again, and what is over since `outdated` is deleted. */
export interface Times {
  readonly now: Date;
  readonly reminded: Date;
  readonly forgotten: Date;
  readonly outdated: Date;
}

/** Up to which place in `URGENCIES` somebody is called for: emergencies and what is high. */
const URGENT = 1;

/** Lets every call say what is true by now, and makes the calls that are due. Each is made once, whoever else tries. */
export async function bringUpToDate(sql: Queryable, { now, reminded }: Times): Promise<void> {
  await sql`
    update oncall_calls set says = fresh.says
    from (
      select c.id, case
        when c.channel is not null then case when a.id is null or a.seen_at is not null then 'over' else c.says end
        when h.id is null or h.state = 'closed' or k.erased_at is not null then 'over'
        when h.state = 'claimed' then 'claimed'
        else c.says end as says
      from oncall_calls c left join alerts a on a.id = c.alert_id
        left join handoffs h on h.id = c.handoff_id left join conversations k on k.id = h.conversation_id
      where c.says <> 'over'
    ) as fresh where fresh.id = oncall_calls.id and fresh.says <> oncall_calls.says`;
  await sql`
    insert into oncall_calls (id, handoff_id, nth, reminder, called_at)
    select gen_random_uuid(), h.id, coalesce(last.nth + 1, 0), coalesce(last.says = 'waiting', false), ${now.toISOString()}
    from handoffs h join conversations k on k.id = h.conversation_id left join lateral (
      select nth, says, reminder, called_at from oncall_calls where handoff_id = h.id order by nth desc limit 1
    ) as last on true
    where h.state = 'waiting' and h.urgency <= ${URGENT} and k.erased_at is null and (
      last.nth is null or last.says = 'claimed' or (not last.reminder and last.called_at <= ${reminded.toISOString()}))
    on conflict do nothing`;
  await sql`
    insert into oncall_calls (id, alert_id, channel, called_at)
    select gen_random_uuid(), id, coalesce(channel, ''), ${now.toISOString()} from alerts
    where kind = 'channel_down' and seen_at is null and not exists (select 1 from oncall_calls where alert_id = alerts.id)
    on conflict do nothing`;
}

/** Deletes the calls that are over and were made before. */
export async function deleteCalls(sql: Queryable, before: Date): Promise<void> {
  await sql`delete from oncall_calls where says = 'over' and called_at < ${before.toISOString()}`;
}

/**
 * Lines to write and to change, oldest first. A group hears only of what was called since it is there, and of the newest
 * call alone when it missed one.
 */
export async function duePosts(sql: Queryable, { forgotten }: Times): Promise<DuePost[]> {
  return await sql<DuePost[]>`
    select g.id as "groupId", g.address, c.id as "callId", c.channel, c.reminder, c.says, c.called_at as "calledAt",
      p.id as post, p.platform_ref as reference
    from oncall_groups g join oncall_calls c on c.called_at >= g.linked_at
      left join oncall_posts p on p.call_id = c.id and p.group_id = g.id
    where g.address is not null and (
      (p.platform_ref is not null and p.says <> c.says)
      or (c.says = 'waiting' and p.platform_ref is null and (p.id is null or p.tried_at <= ${forgotten.toISOString()}) and not exists (
        select 1 from oncall_calls newer where newer.handoff_id = c.handoff_id and newer.nth > c.nth)))
    order by c.called_at, c.nth, c.id`;
}

/** Calls to push, oldest first; the same rules as in {@link duePosts}. */
export async function duePushes(sql: Queryable, { forgotten }: Times): Promise<DuePush[]> {
  return await sql<DuePush[]>`
    select s.id as "subscriptionId", s.body, c.id as "callId", c.channel, c.reminder, c.says, c.called_at as "calledAt"
    from push_subscriptions s join oncall_calls c on c.called_at >= s.created_at
      left join pushes p on p.call_id = c.id and p.subscription_id = s.id
    where c.says = 'waiting' and p.taken_at is null and (p.id is null or p.tried_at <= ${forgotten.toISOString()}) and not exists (
      select 1 from oncall_calls newer where newer.handoff_id = c.handoff_id and newer.nth > c.nth)
    order by c.called_at, c.nth, c.id`;
}

/** Notes that a line is about to be written; its id. Undefined when somebody else writes it, or nobody waits any more. */
export async function beginPost(
  sql: Queryable,
  { callId, groupId }: Pick<DuePost, 'callId' | 'groupId'>,
  { now, forgotten }: Times,
): Promise<string | undefined> {
  const rows = await sql<{ id: string }[]>`
    insert into oncall_posts (id, call_id, group_id, tried_at)
    select gen_random_uuid(), c.id, g.id, ${now.toISOString()} from oncall_calls c, oncall_groups g
    where c.id = ${callId} and c.says = 'waiting' and g.id = ${groupId}
    on conflict (call_id, group_id) do update set tried_at = excluded.tried_at
    where oncall_posts.platform_ref is null and oncall_posts.tried_at <= ${forgotten.toISOString()}
    returning id`;
  return rows[0]?.id;
}

/** The line stands there, under this id of the platform. */
export async function notePosted(sql: Queryable, post: string, reference: string): Promise<void> {
  await sql`update oncall_posts set platform_ref = ${reference} where id = ${post}`;
}

/** What the line says now. */
export async function noteEdited(sql: Queryable, post: string, says: CallSays): Promise<void> {
  await sql`update oncall_posts set says = ${says} where id = ${post}`;
}

/** The line did not go out for certain, so it may be tried again at once. */
export async function takeBackPost(sql: Queryable, post: string): Promise<void> {
  await sql`delete from oncall_posts where id = ${post} and platform_ref is null`;
}

/** As {@link beginPost}, for a browser. */
export async function beginPush(
  sql: Queryable,
  { callId, subscriptionId }: Pick<DuePush, 'callId' | 'subscriptionId'>,
  { now, forgotten }: Times,
): Promise<string | undefined> {
  const rows = await sql<{ id: string }[]>`
    insert into pushes (id, call_id, subscription_id, tried_at)
    select gen_random_uuid(), c.id, s.id, ${now.toISOString()} from oncall_calls c, push_subscriptions s
    where c.id = ${callId} and c.says = 'waiting' and s.id = ${subscriptionId}
    on conflict (call_id, subscription_id) do update set tried_at = excluded.tried_at
    where pushes.taken_at is null and pushes.tried_at <= ${forgotten.toISOString()}
    returning id`;
  return rows[0]?.id;
}

/** The push service took it. */
export async function noteTaken(sql: Queryable, push: string, at: Date): Promise<void> {
  await sql`update pushes set taken_at = ${at.toISOString()} where id = ${push}`;
}

/** It did not go out for certain. */
export async function takeBackPush(sql: Queryable, push: string): Promise<void> {
  await sql`delete from pushes where id = ${push} and taken_at is null`;
}
