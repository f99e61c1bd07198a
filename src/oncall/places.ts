/** Where associates are called, as the desk shows and changes it. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client.ts';
import {
  deleteGroup,
  dropSubscription,
  keepSubscription,
  linkedGroups,
  loseSubscription,
  subscriptionOf,
} from '../../db/queries/oncallPlaces.ts';
import { SendError } from '../channels/channel.ts';
import type { GroupPoster } from '../channels/telegram/group.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../desk/refusal.ts';
import type { Viewer } from '../desk/viewer.ts';
import type { Keyring } from '../privacy/keyring.ts';
import { isPushService } from './endpoint.ts';
import { newCode } from './link.ts';
import type { Pusher, Subscription } from './push.ts';

/** `onThisMachine`: nobody but this machine reaches the desk. `poster` is there when there is a bot. */
export interface PlacesParts {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly pusher: Pusher;
  readonly poster?: Pick<GroupPoster, 'botName'>;
  readonly onThisMachine: boolean;
}

/** A linked group. `linkedAt` ISO 8601, UTC; `linkedBy` null when that account is gone. */
export interface GroupView {
  readonly id: string;
  readonly linkedAt: string;
  readonly linkedBy: string | null;
}

/** `publicKey` is what a browser names when it subscribes; `groups` is null for everybody but admins. */
export interface OncallView {
  readonly publicKey: string;
  readonly groups: readonly GroupView[] | null;
  /** Whether there is a bot that groups can be linked to. */
  readonly bot: boolean;
}

/** What somebody has to write in a group, and until when. */
export interface CodeView {
  readonly command: string;
  readonly expiresAt: string;
}

/** What became of a call that somebody tried on their own browser. */
export type TestOutcome = 'taken' | 'gone' | 'away';

/** More browsers than anybody uses; the oldest is forgotten. */
const BROWSERS = 10;

/** What the panel shows. */
export async function readPlaces({ database, pusher, poster }: PlacesParts, viewer: Viewer): Promise<OncallView> {
  const rows = viewer.role === 'admin' ? await linkedGroups(database.sql) : null;
  const groups = rows?.map((row) => ({ ...row, linkedAt: new Date(row.linkedAt).toISOString() }));
  return { publicKey: pusher.publicKey, groups: groups ?? null, bot: poster !== undefined };
}

/** The command that links a group. For admins, and only where there is a bot. */
export async function askForCode(parts: PlacesParts, viewer: Viewer): Promise<CodeView> {
  onlyAdmins(viewer);
  if (!parts.poster) throw new Refusal('not_found');
  const name = await parts.poster.botName();
  const { code, expiresAt } = await newCode(parts, viewer.id);
  // With its name, because a bot in a group hears for certain only what is said to it.
  return { command: `/oncall${name ? `@${name}` : ''} ${code}`, expiresAt: expiresAt.toISOString() };
}

/** From now on the group is told nothing. */
export async function unlink({ database }: PlacesParts, viewer: Viewer, groupId: string): Promise<void> {
  onlyAdmins(viewer);
  if (!(await deleteGroup(database.sql, groupId))) throw new Refusal('not_found');
}

/** From now on this browser is woken. Saying so again changes nothing. */
export async function subscribe(parts: PlacesParts, viewer: Viewer, subscription: Subscription): Promise<void> {
  const { database, keyring, clock, onThisMachine } = parts;
  if (!isPushService(subscription.endpoint, onThisMachine)) throw new Refusal('bad_request');
  const made = {
    id: randomUUID(),
    userId: viewer.id,
    endpointHash: hashOf(keyring, subscription.endpoint),
    seal: (id: string) => keyring.sealOwn('push', id, subscription),
    now: clock(),
  };
  await database.transaction((tx) => keepSubscription(tx, made, BROWSERS));
}

/** From now on this browser is left alone. */
export async function unsubscribe({ database, keyring }: PlacesParts, viewer: Viewer, endpoint: string): Promise<void> {
  await dropSubscription(database.sql, viewer.id, hashOf(keyring, endpoint));
}

/** Wakes the viewer's own browser once, so that they know what it is like. */
export async function tryOut({ database, keyring, pusher }: PlacesParts, viewer: Viewer, endpoint: string): Promise<TestOutcome> {
  const known = await subscriptionOf(database.sql, viewer.id, hashOf(keyring, endpoint));
  if (!known) return 'gone';
  try {
    await pusher.push(keyring.openOwn<Subscription>('push', known.id, known.body), 'test');
    return 'taken';
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    if (error.reason !== 'blocked') return 'away';
    await loseSubscription(database.sql, known.id);
    return 'gone';
  }
}

function hashOf(keyring: Keyring, endpoint: string): Buffer {
  return keyring.hash('push', endpoint);
}

function onlyAdmins({ role }: Viewer): void {
  if (role !== 'admin') throw new Refusal('not_allowed');
}
