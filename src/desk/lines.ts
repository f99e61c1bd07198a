/** How every channel stands, for those who can do something about it. */
import { encode } from 'uqr';
import { readLines } from '../../db/queries/lines.ts';
import type { LineState, Trouble } from '../channels/channel.ts';
import type { DeskParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { oversees, type Viewer } from './viewer.ts';

/** The channels of people; each has a card even where it was never set up. */
const CHANNELS = ['telegram', 'whatsapp', 'web'] as const;

/** An owner says every 15 seconds how its account stands; after so long nobody owns it. Milliseconds. */
const SILENCE = 45_000;

/** Light all around, without which a phone does not find the code. Modules. */
const QUIET_ZONE = 4;

/** What a phone scans: a square of `size` modules each way, the dark ones as the `d` of an SVG path. */
export interface LinkCode {
  readonly size: number;
  readonly path: string;
}

/** One channel account. `off`: it was never set up. `absent`: no process runs it. Times are ISO 8601, UTC. */
export interface LineView {
  readonly channel: (typeof CHANNELS)[number];
  /** Null when it is off. */
  readonly account: string | null;
  readonly state: LineState | 'off';
  readonly trouble: Trouble | 'absent' | null;
  /** Null when it is off. */
  readonly since: string | null;
  /** Null when there is nothing to scan, and for everybody but admins: whoever scans it has the account. */
  readonly code: LinkCode | null;
}

type LineRow = Awaited<ReturnType<typeof readLines>>[number];

/** Every channel, in the same order always. Throws a {@link Refusal} to associates. */
export async function readChannels({ database, keyring, clock }: DeskParts, viewer: Viewer): Promise<LineView[]> {
  if (!oversees(viewer)) throw new Refusal('not_allowed');
  const rows = await readLines(database.sql);
  const now = clock();
  const codeOf = ({ channel, account, code }: LineRow): LinkCode | null => {
    if (code === null || viewer.role !== 'admin') return null;
    return drawn(keyring.openOwn<{ code: string }>('lineCode', `${channel}/${account}`, code).code);
  };
  return CHANNELS.flatMap((channel) => {
    const own = rows.filter((row) => row.channel === channel);
    const owned = own.filter((row) => isOwned(row, now));
    // An account that nobody runs any more beside one that is run was replaced by it.
    const shown = owned.length > 0 ? owned : own;
    if (shown.length === 0) return [off(channel)];
    return shown.map((row) => (owned.includes(row) ? { ...known(channel, row), code: codeOf(row) } : absent(channel, row)));
  });
}

/**
 * Whether nothing goes out by an account just now. For everybody who has a conversation there; why is for those who can do
 * something about it. An account of which nothing was ever heard counts as working.
 */
export async function isLineAway(
  { database, clock }: Pick<DeskParts, 'database' | 'clock'>,
  { channel, account }: Pick<LineRow, 'channel' | 'account'>,
): Promise<boolean> {
  const row = (await readLines(database.sql)).find((line) => line.channel === channel && line.account === account);
  return row !== undefined && (row.state !== 'ready' || !isOwned(row, clock()));
}

/** Whether some process still runs the account. */
function isOwned({ seenAt }: LineRow, now: Date): boolean {
  return now.getTime() - Date.parse(seenAt) <= SILENCE;
}

function off(channel: LineView['channel']): LineView {
  return { channel, account: null, state: 'off', trouble: null, since: null, code: null };
}

function known(channel: LineView['channel'], { account, state, trouble, since }: LineRow): Omit<LineView, 'code'> {
  return { channel, account, state, trouble, since: new Date(since).toISOString() };
}

function absent(channel: LineView['channel'], { account, seenAt }: LineRow): LineView {
  return { channel, account, state: 'down', trouble: 'absent', since: new Date(seenAt).toISOString(), code: null };
}

function drawn(code: string): LinkCode {
  const { size, data } = encode(code, { border: QUIET_ZONE });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: dark.join('') };
}
