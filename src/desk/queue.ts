/** The queue as an associate sees it. */
import { countAlerts } from '../../db/queries/alerts.ts';
import { type ClaimedRow, claimedRows, type QueueRow, waitingRows } from '../../db/queries/queue.ts';
import { URGENCIES } from '../engine/protocol.ts';
import type { DeskParts } from './parts.ts';
import type { Viewer } from './viewer.ts';
import type { Claimed, Queue, Waiting } from './views.ts';

/** More than anybody reads; the most urgent come first. */
const LIMIT = 200;

/** Who waits, what the viewer has, and how many alerts are open. */
export async function readQueue({ database: { sql } }: DeskParts, viewer: Viewer): Promise<Queue> {
  const [waiting, mine, alerts] = await Promise.all([waitingRows(sql, LIMIT), claimedRows(sql, viewer.id), countAlerts(sql)]);
  return { waiting: waiting.map(waitingView), mine: mine.map(claimedView), alerts };
}

function waitingView(row: QueueRow, index: number): Waiting {
  return { ...common(row), place: index + 1 };
}

function claimedView(row: ClaimedRow): Claimed {
  const { reference, claimedAt, alarmAt, heardAt } = row;
  return {
    ...common(row),
    reference,
    claimedAt: iso(claimedAt),
    alarmAt: alarmAt && iso(alarmAt),
    heardAt: heardAt && iso(heardAt),
  };
}

function common(row: QueueRow): Omit<Waiting, 'place'> {
  const { handoffId, conversationId, channel, language, types, flags } = row;
  const urgency = URGENCIES[row.urgency] ?? 'normal';
  return {
    handoffId,
    conversationId,
    urgency,
    types: types ?? [],
    flags: flags ?? [],
    waitingSince: iso(row.waitingSince),
    channel,
    language,
  };
}

function iso(at: string): string {
  return new Date(at).toISOString();
}
