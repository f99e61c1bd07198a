/**
 * Taking conversations out of the queue, giving them back, ending them. The handoff and the event that tells the flow
 * are one transaction, so that the bot cannot keep talking in a chat that an associate has.
 */

import type { TransactionSql } from 'postgres';
import {
  finish,
  goesOnElsewhere,
  type Holding,
  holding,
  type Locked,
  lockByHandoff,
  putBack,
  take,
} from '../../db/queries/claims.ts';
import { insertInbox } from '../../db/queries/inbox.ts';
import { mostUrgent } from '../../db/queries/queue.ts';
import type { Arrived, InsideEvent } from '../conversation/receive.ts';
import { sealJson } from '../privacy/keyring.ts';
import type { Outcome } from './outcomes.ts';
import type { DeskParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { oversees, type Viewer } from './viewer.ts';

type DeskEvent = Extract<InsideEvent, { type: 'claimed' | 'released' | 'closed' }>;

/** Gives a waiting conversation to the viewer; resolves to its id. Exactly one of many who try wins, the others get `taken`. */
export async function claim(parts: DeskParts, viewer: Viewer, handoffId: string): Promise<string> {
  const at = parts.clock();
  return await change(parts, handoffId, async (sql, locked) => {
    if (!(await take(sql, handoffId, viewer.id, at))) throw new Refusal('taken');
    // Whoever went on from another phone may have left this one to somebody else: nothing is announced there.
    const event = { type: 'claimed' as const, ...((await goesOnElsewhere(sql, locked.conversationId)) && { late: true }) };
    await tell(parts, sql, locked, event, `claim/${handoffId}/${at.toISOString()}/${viewer.id}`);
  });
}

/**
 * Gives the viewer whoever needs a person most. Who is quicker wins and the other looks again: skipping locked rows
 * would pass over a person in danger because a message of theirs is being worked just then.
 */
export async function claimNext(parts: DeskParts, viewer: Viewer): Promise<string> {
  for (;;) {
    const handoffId = await mostUrgent(parts.database.sql);
    if (!handoffId) throw new Refusal('nothing_waiting');
    try {
      return await claim(parts, viewer, handoffId);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
}

/** Puts a conversation back into the queue, where it keeps the time it has waited. */
export async function release(parts: DeskParts, viewer: Viewer, handoffId: string): Promise<void> {
  await change(parts, handoffId, async (sql, locked) => {
    const held = await heldFor(viewer, sql, handoffId);
    await putBack(sql, handoffId);
    await tell(parts, sql, locked, { type: 'released' }, `release/${handoffId}/${held.claimedAt}`);
  });
}

/** Ends a conversation and its case. */
export async function close(parts: DeskParts, viewer: Viewer, handoffId: string, outcome: Outcome): Promise<void> {
  const at = parts.clock();
  await change(parts, handoffId, async (sql, locked) => {
    await heldFor(viewer, sql, handoffId);
    await finish(sql, handoffId, outcome, at);
    await tell(parts, sql, locked, { type: 'closed' }, `close/${handoffId}`);
  });
}

async function change(
  { database, signals }: DeskParts,
  handoffId: string,
  work: (sql: TransactionSql, locked: Locked) => Promise<void>,
): Promise<string> {
  const id = await database.transaction(async ({ sql }) => {
    const locked = await lockByHandoff(sql, handoffId);
    if (!locked) throw new Refusal('not_found');
    await work(sql, locked);
    return locked.conversationId;
  });
  signals.notify('queue', id);
  signals.notify('inbox', id);
  signals.notify('chat', id);
  return id;
}

async function heldFor(viewer: Viewer, sql: TransactionSql, handoffId: string): Promise<Holding> {
  const held = await holding(sql, handoffId);
  if (!held || (held.claimedBy !== viewer.id && !oversees(viewer))) throw new Refusal('not_yours');
  return held;
}

async function tell(parts: DeskParts, sql: TransactionSql, locked: Locked, event: DeskEvent, source: string): Promise<void> {
  const { conversationId, dataKey } = locked;
  const arrived: Arrived = { event };
  const body = sealJson(parts.vault.open(conversationId, dataKey), 'inbox', conversationId, arrived);
  const sourceHash = parts.keyring.hash('message', source);
  await insertInbox(sql, [{ conversationId, sourceHash, kind: 'event', body, at: parts.clock() }]);
}
