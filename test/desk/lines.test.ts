import { encode } from 'uqr';
import { beforeEach, describe, expect, test } from 'vitest';
import { raiseChannelAlert, settleChannelAlert } from '../../db/queries/alerts.ts';
import { readLines, readMemory, writeLine, writeMemory } from '../../db/queries/lines.ts';
import type { LineState, Trouble } from '../../src/channels/channel.ts';
import { USER_ROLES } from '../../src/desk/people.ts';
import type { AlertsAnswer, LinesAnswer, LineView, Queue } from '../../src/http/desk/api.ts';
import { createDesk } from '../support/desk.ts';

const desk = await createDesk();
const { sql } = desk.parts.database;
const [associate, supervisor, admin] = [await desk.logIn(), await desk.logIn('supervisor'), await desk.logIn('admin')];

/** What is sealed in a code, and must reach an admin as a picture and nobody else. */
const SECRET = '2@canary/of,the+linking=code';

beforeEach(async () => {
  await sql`delete from lines`;
  await sql`delete from alerts`;
});

interface Written {
  readonly channel?: string;
  readonly account?: string;
  readonly state?: LineState;
  readonly trouble?: Trouble | null;
  readonly code?: string;
  readonly at?: Date;
}

async function write(line: Written = {}): Promise<boolean> {
  const { channel = 'whatsapp', account = 'a', state = 'ready', trouble = null, at = new Date() } = line;
  const code =
    line.code === undefined ? null : desk.parts.keyring.sealOwn('lineCode', `${channel}/${account}`, { code: line.code });
  return await writeLine(sql, { channel, account, state, trouble, code, at });
}

async function seen(by = admin): Promise<LineView[]> {
  const answer = await by.get('/api/desk/lines');
  expect(answer.status).toBe(200);
  return [...((await answer.json()) as LinesAnswer).lines];
}

async function card(channel: string, by = admin): Promise<LineView | undefined> {
  return (await seen(by)).find((line) => line.channel === channel);
}

describe('what is written of a line', () => {
  test('since moves only when the state or the trouble changes, seen at every time', async () => {
    const at = (second: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
    const steps: readonly [Written, boolean, number][] = [
      [{ state: 'linking', code: 'first' }, true, 0],
      [{ state: 'linking', code: 'second' }, false, 0],
      [{ state: 'linking' }, false, 0],
      [{ state: 'ready' }, true, 3],
      [{ state: 'ready' }, false, 3],
      [{ state: 'down', trouble: 'storage' }, true, 5],
      [{ state: 'down', trouble: 'unreachable' }, true, 6],
      [{ state: 'down', trouble: 'unreachable' }, false, 6],
      [{ state: 'down' }, true, 8],
    ];
    for (const [index, [line, changed, since]] of steps.entries()) {
      expect([index, await write({ ...line, at: at(index) })]).toEqual([index, changed]);
      const rows = await readLines(sql);
      expect(rows).toHaveLength(1);
      expect(new Date(rows[0]?.since ?? 0)).toEqual(at(since));
      expect(new Date(rows[0]?.seenAt ?? 0)).toEqual(at(index));
      expect(rows[0]?.code === null).toBe(line.code === undefined);
    }
  });

  test('what it remembers and how it stands leave each other alone, and accounts as well', async () => {
    const at = new Date(0);
    expect(await readMemory(sql, 'whatsapp', 'a')).toBeUndefined();
    await writeMemory(sql, 'whatsapp', 'a', Buffer.from('one'), at);
    expect(await readLines(sql)).toMatchObject([{ state: 'starting', trouble: null, code: null }]);
    await write({ state: 'banned', trouble: 'banned' });
    const before = await readLines(sql);
    await writeMemory(sql, 'whatsapp', 'a', Buffer.from('two'), new Date());
    await write({ account: 'b' });
    expect(await readMemory(sql, 'whatsapp', 'a')).toEqual(Buffer.from('two'));
    expect(await readMemory(sql, 'whatsapp', 'b')).toBeUndefined();
    expect((await readLines(sql)).filter(({ account }) => account === 'a')).toEqual(before);
  });

  test('a code is not readable in the database', async () => {
    await write({ state: 'linking', code: SECRET });
    const [row] = await readLines(sql);
    expect(row?.code?.length).toBeGreaterThan(SECRET.length);
    expect(row?.code?.includes(SECRET)).toBe(false);
  });
});

describe('what is read of the lines', () => {
  test('only supervisors and admins read them, and nobody without a session', async () => {
    expect((await desk.stranger.get('/api/desk/lines')).status).toBe(401);
    const statuses = await Promise.all(
      USER_ROLES.map(async (role) => [role, (await (await desk.logIn(role)).get('/api/desk/lines')).status]),
    );
    expect(Object.fromEntries(statuses)).toEqual({ associate: 403, supervisor: 200, admin: 200 });
    expect(await (await associate.get('/api/desk/lines')).json()).toEqual({ error: 'not_allowed' });
  });

  test('every channel has its card, in one order, whether it was ever set up or not', async () => {
    await write({ channel: 'web', account: 'web' });
    await write({ channel: 'terminal', account: 'terminal' });
    await write({ channel: 'telegram', account: '1', state: 'down', trouble: 'wrong_token' });
    expect((await seen()).map(({ channel, state, trouble }) => [channel, state, trouble])).toEqual([
      ['telegram', 'down', 'wrong_token'],
      ['whatsapp', 'off', null],
      ['web', 'ready', null],
    ]);
  });

  test('the code reaches admins alone, as the squares that a phone reads', async () => {
    await write({ state: 'linking', trouble: 'link_needed', code: SECRET });
    const { size, data } = encode(SECRET, { border: 4 });
    const code = (await card('whatsapp'))?.code;
    expect(code?.size).toBe(size);
    const dark = [...(code?.path ?? '').matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`);
    expect(dark).toEqual(data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`${x} ${y}`] : []))));

    expect(await card('whatsapp', supervisor)).toMatchObject({ state: 'linking', trouble: 'link_needed', code: null });
    for (const somebody of [associate, supervisor, admin]) {
      expect(await (await somebody.get('/api/desk/lines')).text()).not.toContain('canary');
    }
  });

  test('a line whose owner is silent is down, and its code is worth nothing any more', async () => {
    const at = (silent: number): Date => new Date(Date.now() - silent);
    await write({ state: 'linking', code: SECRET, at: at(30_000) });
    expect(await card('whatsapp')).toMatchObject({ state: 'linking', trouble: null });
    const last = at(46_000);
    await write({ state: 'linking', code: SECRET, at: last });
    expect(await card('whatsapp')).toEqual({
      channel: 'whatsapp',
      account: 'a',
      state: 'down',
      trouble: 'absent',
      since: last.toISOString(),
      code: null,
    });
  });

  test('an account that was replaced by another one is not shown, two that run are', async () => {
    await write({ account: 'old', at: new Date(0) });
    await write({ account: 'new' });
    expect((await seen()).filter(({ channel }) => channel === 'whatsapp').map(({ account }) => account)).toEqual(['new']);
    await write({ account: 'old' });
    expect((await seen()).filter(({ channel }) => channel === 'whatsapp').map(({ account }) => account)).toEqual(['new', 'old']);
  });
});

describe('the alert that a channel is down', () => {
  const alerts = async (by = admin) => ((await (await by.get('/api/desk/alerts')).json()) as AlertsAnswer).alerts;

  test('is raised once a channel, and again only when it was settled or dealt with', async () => {
    expect(await raiseChannelAlert(sql, 'whatsapp', new Date())).toBe(true);
    expect(await raiseChannelAlert(sql, 'whatsapp', new Date())).toBe(false);
    expect(await raiseChannelAlert(sql, 'telegram', new Date())).toBe(true);
    expect(await settleChannelAlert(sql, 'whatsapp', new Date())).toBe(true);
    expect(await settleChannelAlert(sql, 'whatsapp', new Date())).toBe(false);
    expect((await alerts()).map(({ kind, channel }) => [kind, channel])).toEqual([['channel_down', 'telegram']]);
    expect(await raiseChannelAlert(sql, 'whatsapp', new Date())).toBe(true);
    const [, whatsapp] = await alerts();
    expect((await admin.post(`/api/desk/alerts/${whatsapp?.id}/seen`)).status).toBe(200);
    expect((await alerts()).map(({ channel }) => channel)).toEqual(['telegram']);
    expect(await raiseChannelAlert(sql, 'whatsapp', new Date())).toBe(true);
  });

  test('is seen by everybody and dealt with by those who can mend it', async () => {
    await raiseChannelAlert(sql, 'whatsapp', new Date());
    for (const [by, mayClose] of [[associate, false] as const, [supervisor, true] as const, [admin, true] as const]) {
      const [alert, ...more] = await alerts(by);
      expect(more).toEqual([]);
      expect(alert).toMatchObject({ kind: 'channel_down', channel: 'whatsapp', conversationId: null, open: false, mayClose });
      expect(((await (await by.get('/api/desk/queue')).json()) as Queue).alerts).toBe(1);
    }
    const [alert] = await alerts();
    const path = `/api/desk/alerts/${alert?.id}/seen`;
    expect((await associate.post(path)).status).toBe(404);
    expect(await alerts()).toHaveLength(1);
    expect((await supervisor.post(path)).status).toBe(200);
    expect(await alerts()).toEqual([]);
  });
});
