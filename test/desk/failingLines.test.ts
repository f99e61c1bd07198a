import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLine } from '../../db/queries/lines.ts';
import type { ChannelHealth } from '../../src/channels/channel.ts';
import { Fallback } from '../../src/wiring/fallback.ts';
import { LineKeeper } from '../../src/wiring/lineKeeper.ts';
import { createFoundation } from '../support/stage.ts';

const MINUTE = 60_000;

let now = Date.parse('2026-11-23T10:00:00Z');
const foundation = await createFoundation(() => new Date(now));
const { sql } = foundation.database;

afterAll(() => foundation.close());

beforeEach(async () => {
  await sql`delete from alerts`;
  await sql`delete from lines`;
});

const alerts = async (): Promise<number> => (await sql`select 1 from alerts where kind = 'channel_down'`).length;
const unseen = async (): Promise<number> =>
  (await sql`select 1 from alerts where kind = 'channel_down' and seen_at is null`).length;

describe('a line that fails', () => {
  let health: ChannelHealth;
  let keeper: LineKeeper;

  beforeEach(() => {
    health = { state: 'ready' };
    keeper = new LineKeeper(foundation, { name: 'whatsapp', account: 'main', health: () => health });
  });

  /** Looks once a second for so long. */
  async function during(milliseconds: number): Promise<void> {
    for (const end = now + milliseconds; now < end; now += 1_000) await keeper.look();
  }

  test('is told at once when nobody but a person can mend it', async () => {
    await during(2_000);
    health = { state: 'logged_out', trouble: 'logged_out' };
    await during(1_000);
    expect(await unseen()).toBe(1);
  });

  test('is told after a minute when it often mends itself', async () => {
    await during(2_000);
    health = { state: 'reconnecting', trouble: 'unreachable' };
    await during(50_000);
    expect(await alerts()).toBe(0);
    await during(20_000);
    expect(await unseen()).toBe(1);
  });

  test('is no news before a phone was ever linked', async () => {
    health = { state: 'linking', trouble: 'link_needed', code: 'x' };
    await during(5 * MINUTE);
    expect(await alerts()).toBe(0);
  });

  test('is settled when it has worked for a minute', async () => {
    health = { state: 'banned', trouble: 'banned' };
    await during(1_000);
    health = { state: 'ready' };
    await during(30_000);
    expect(await unseen()).toBe(1);
    await during(40_000);
    expect(await unseen()).toBe(0);
  });

  test('wakes nobody again and again when it comes and goes', async () => {
    for (let at = 0; at < 30; at += 1) {
      health = at % 2 === 0 ? { state: 'down', trouble: 'second_process' } : { state: 'ready' };
      await during(3_000);
    }
    expect(await alerts()).toBe(1);
  });

  test('is settled by the process that comes after the one that told it', async () => {
    health = { state: 'banned', trouble: 'banned' };
    await during(1_000);
    keeper = new LineKeeper(foundation, { name: 'whatsapp', account: 'main', health: () => ({ state: 'ready' }) });
    await during(1_000);
    expect(await unseen()).toBe(0);
  });
});

describe('whoever begins to write elsewhere', () => {
  const line = (state: 'ready' | 'down') =>
    writeLine(sql, { channel: 'whatsapp', account: 'main', state, trouble: null, code: null, at: new Date(now) });

  /** Looks every 15 seconds for so long, while the line's process goes on saying how it stands. */
  async function looks(fallback: Fallback, milliseconds: number, state?: 'ready' | 'down'): Promise<void> {
    for (const end = now + milliseconds; now < end; now += 15_000) {
      if (state) await line(state);
      await fallback.look();
    }
  }

  test('is told of a line that has been away for two minutes, and not on that line', async () => {
    const fallback = new Fallback(foundation);
    await looks(fallback, MINUTE, 'down');
    expect(fallback.words('telegram', 'en')).toBeUndefined();
    await looks(fallback, 2 * MINUTE, 'down');
    expect(fallback.words('telegram', 'en')).toContain('WhatsApp');
    expect(fallback.words('telegram', 'ur-Latn')).not.toBe(fallback.words('telegram', 'en'));
    expect(fallback.words('whatsapp', 'en')).toBeUndefined();
  });

  test('is told nothing once it works again', async () => {
    const fallback = new Fallback(foundation);
    await looks(fallback, 3 * MINUTE, 'down');
    await looks(fallback, 15_000, 'ready');
    expect(fallback.words('web', 'en')).toBeUndefined();
  });

  test('is told nothing false right after everything was switched on again', async () => {
    await line('ready');
    now += 30 * MINUTE;
    const fallback = new Fallback(foundation);
    await fallback.look();
    expect(fallback.words('web', 'en')).toBeUndefined();
    expect(await alerts()).toBe(0);
  });

  test('and the people on call are told of a line whose process died', async () => {
    await line('ready');
    const fallback = new Fallback(foundation);
    await looks(fallback, 5 * MINUTE);
    expect(await unseen()).toBe(1);
    expect(fallback.words('web', 'en')).toContain('WhatsApp');
  });
});
