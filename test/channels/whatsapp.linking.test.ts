/** How an account is linked to a phone and loses its link, and what an operator is told meanwhile. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Channel, LineState, Trouble } from '../../src/channels/channel.ts';
import { showCode } from '../../src/channels/whatsapp/showCode.ts';
import { outbound } from '../contract/channel.ts';
import { Received } from '../contract/received.ts';
import { type Account, openAccount } from '../support/whatsapp/harness.ts';

let account: Account;
let received: Received;

beforeEach(async () => {
  account = await openAccount();
  received = new Received();
});

afterEach(() => account.close());

const PATIENT = { timeout: 30_000, interval: 20 };

async function inState(channel: Channel, state: LineState): Promise<void> {
  await vi.waitUntil(() => channel.health().state === state, PATIENT);
}

test('a new account shows a code that changes, and only admins and the terminal get it', async () => {
  const shown: string[] = [];
  const channel = account.channel({ showCode: (code) => void shown.push(code) });
  const started = channel.start(received.receive);
  await inState(channel, 'linking');
  expect(channel.health()).toEqual({
    state: 'linking',
    trouble: 'link_needed',
    advice: expect.stringContaining('Linked devices'),
    code: account.server.qr(),
  });
  const before = channel.health().code;
  account.server.refreshQr();
  await vi.waitUntil(() => channel.health().code !== before, PATIENT);
  expect(channel.health().code).toBe(account.server.qr());
  expect(shown).toEqual([before, channel.health().code]);
  await account.server.scan();
  await started;
  expect(channel.health()).toEqual({ state: 'ready' });
});

test('a code that WhatsApp has stopped renewing is asked for anew', async () => {
  const channel = account.channel({ timings: { probe: 100 } });
  void channel.start(received.receive);
  await inState(channel, 'linking');
  const before = channel.health().code;
  account.server.connection('UNPAIRED_IDLE');
  await vi.waitUntil(() => channel.health().code !== before, PATIENT);
});

test('it can be stopped while it waits to be linked', async () => {
  const channel = account.channel();
  const started = channel.start(received.receive);
  await inState(channel, 'linking');
  await channel.stop();
  await started;
  expect(account.server.browsers()).toEqual([]);
});

test('the code is drawn for a terminal', () => {
  let text = '';
  showCode('a code', (part) => {
    text += part;
  });
  expect(text).toMatch(/[█▀▄]{10}/);
  expect(text).not.toContain('a code');
});

test('a phone that ends the link leads to a new code; the new link is kept, and what came between is received', async () => {
  const channel = await account.ready(received.receive);
  await account.server.receive('amna', { kind: 'text', text: 'before' });
  await received.atLeast(1);
  const left = join(account.dataDir, 'whatsapp', 'session-main', 'left of the old link');
  writeFileSync(left, '');
  const states = new Set<LineState>();
  const loggedOut = account.server.logout();
  await vi.waitUntil(() => states.add(channel.health().state).has('linking'), { ...PATIENT, interval: 1 });
  await loggedOut;
  expect(states).toContain('logged_out');
  expect(channel.health()).toMatchObject({ trouble: 'logged_out', code: account.server.qr() });
  await expect(channel.send(account.server.address('amna'), outbound('not now'))).rejects.toMatchObject({ maybeSent: false });
  expect(existsSync(left)).toBe(false);
  await account.server.receive('amna', { kind: 'text', text: 'between' });
  await account.server.scan();
  await inState(channel, 'ready');
  await received.atLeast(2);
  expect(received.texts()).toEqual(['before', 'between']);
  await channel.stop();
  const next = account.channel();
  await next.start(received.receive);
  expect([next.health().state, account.server.qr()]).toEqual(['ready', undefined]);
});

test.for<['CONFLICT' | 'TOS_BLOCK' | 'SMB_TOS_BLOCK' | 'PROXYBLOCK' | 'DEPRECATED_VERSION' | 'UNPAIRED', LineState, Trouble]>([
  ['CONFLICT', 'down', 'second_process'],
  ['TOS_BLOCK', 'banned', 'banned'],
  ['SMB_TOS_BLOCK', 'banned', 'banned'],
  ['PROXYBLOCK', 'down', 'refused'],
  ['DEPRECATED_VERSION', 'down', 'refused'],
  ['UNPAIRED', 'logged_out', 'logged_out'],
])('%s is visible as %s, ends the browser, and is tried again', async ([state, shown, trouble]) => {
  const channel = await account.ready(received.receive, { timings: { firstWait: 1_500, refusedWait: 1_500 } });
  account.server.connection(state);
  await vi.waitUntil(() => channel.health().trouble === trouble, PATIENT);
  expect(channel.health()).toMatchObject({ state: shown, advice: expect.stringMatching(/\w+/) });
  await expect(channel.send('1@c.us', outbound('not now'))).rejects.toMatchObject({ reason: 'unreachable', maybeSent: false });
  await vi.waitUntil(() => account.server.browsers().length === 0, PATIENT);
  account.server.connection('CONNECTED');
  await vi.waitUntil(() => ['ready', 'linking'].includes(channel.health().state), PATIENT);
});

test('another account on the same data does not answer what was written to it before', async () => {
  account.memory.value = JSON.stringify({ account: 'of another number', linked: 1, received: 1 });
  account.server.history('amna', 5);
  await account.ready(received.receive);
  await account.server.receive('amna', { kind: 'text', text: 'now' });
  await received.atLeast(1);
  expect(received.texts()).toEqual(['now']);
});
