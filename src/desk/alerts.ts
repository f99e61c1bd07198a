/** What a program could not finish, so that a person does. */
import { markSeen, openAlerts } from '../../db/queries/alerts.ts';
import type { DeskParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { oversees, type Viewer } from './viewer.ts';
import type { AlertView } from './views.ts';

const LIMIT = 100;

/** The alerts nobody has dealt with, oldest first. */
export async function readAlerts({ database }: DeskParts, viewer: Viewer): Promise<AlertView[]> {
  const rows = await openAlerts(database.sql, LIMIT);
  return rows.map(({ id, kind, conversationId, channel, createdAt, handoffId, claimedBy }) => ({
    id,
    kind,
    conversationId,
    channel,
    createdAt: new Date(createdAt).toISOString(),
    mayClose: kind !== 'channel_down' || oversees(viewer),
    open: conversationId !== null && (claimedBy === viewer.id || oversees(viewer)),
    waiting: claimedBy === null ? handoffId : null,
    holder: claimedBy === null ? null : claimedBy === viewer.id ? 'me' : 'colleague',
  }));
}

/** Notes that the viewer dealt with an alert. A channel that is down stays one for those who can mend it. */
export async function seeAlert({ database, signals, clock }: DeskParts, viewer: Viewer, id: number): Promise<void> {
  if (!(await markSeen(database.sql, id, { userId: viewer.id, channels: oversees(viewer) }, clock())))
    throw new Refusal('not_found');
  signals.notify('queue');
}
