/** What is known to break in the real library and in its browser, and that nothing is lost by it and nothing comes twice. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Channel, LineState } from '../../src/channels/channel.ts';
import { outbound } from '../contract/channel.ts';
import { Received } from '../contract/received.ts';
import { type Account, openAccount } from '../support/whatsapp/harness.ts';

let account: Account;
let received: Received;

beforeEach(async () => {
  account = await openAccount();
  received = new Received();
});

afterEach(async () => {
  received.refuseIf(() => false);
  await account.close();
});

const PATIENT = { timeout: 30_000, interval: 20 };

async function inState(channel: Channel, state: LineState): Promise<void> {
  await vi.waitUntil(() => channel.health().state === state, PATIENT);
}

const say = (person: string, text: string) => account.server.receive(person, { kind: 'text', text });
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

test('it is ready also when WhatsApp Web was synchronised before anybody listened', async () => {
  await (await account.ready(received.receive)).stop();
  account.server.syncEarly();
  await account.ready(received.receive);
  await say('amna', 'hello');
  await received.atLeast(1);
});

test('a page that loads again with frames in it, and a frame that navigates, give each message once', async () => {
  const channel = await account.ready(received.receive);
  await say('amna', 'before');
  await received.atLeast(1);
  const before = account.server.entered();
  await account.server.reload(3);
  await account.server.until(() => account.server.entered() > before);
  await inState(channel, 'ready');
  for (const text of lines(10)) await say('amna', text);
  await received.atLeast(11);
  account.server.navigateFrame();
  await say('amna', 'last');
  await received.until(() => received.texts().includes('last'));
  expect(received.texts()).toEqual(['before', ...lines(10), 'last']);
  expect(account.server.entered()).toBe(before + 1);
});

test.for(['killBrowser', 'crash'] as const)('after %s it is back with another browser and what came meanwhile', async (how) => {
  const channel = await account.ready(received.receive);
  await say('amna', 'before');
  await received.atLeast(1);
  await account.server[how]();
  await say('amna', 'meanwhile');
  await received.atLeast(2);
  await inState(channel, 'ready');
  expect(account.server.browsers()).toHaveLength(1);
  await channel.send(account.server.address('amna'), outbound('back'));
  expect(received.texts()).toEqual(['before', 'meanwhile']);
  expect(account.server.sent('amna').map(({ text }) => text)).toEqual(['back']);
});

test('a page that hangs is noticed without being asked for anything, and replaced', async () => {
  const channel = await account.ready(received.receive, { timings: { probe: 200, answer: 300 } });
  await account.server.hang();
  await inState(channel, 'reconnecting');
  expect(channel.health()).toMatchObject({ trouble: 'no_answer', advice: expect.stringContaining('Trying again') });
  await say('amna', 'meanwhile');
  await received.atLeast(1);
  await inState(channel, 'ready');
});

test('a page that stays empty is given up with its browser, again and again until it is not', async () => {
  account.server.blank();
  const channel = account.channel({ timings: { ready: 400 } });
  const started = channel.start(received.receive);
  await vi.waitUntil(() => channel.health().trouble === 'no_answer', PATIENT);
  await vi.waitUntil(() => account.server.browsers().length === 0, { ...PATIENT, interval: 1 });
  await channel.stop();
  await started;
  account.server.blank(false);
  await account.ready(received.receive);
  expect(account.server.browsers()).toHaveLength(1);
});

test('without a browser that works it says so and goes on trying', async () => {
  const channel = account.channel({ chromiumPath: '/nowhere/chromium' });
  const started = channel.start(received.receive);
  await inState(channel, 'down');
  expect(channel.health()).toMatchObject({ trouble: 'no_browser', advice: expect.stringContaining('CHROMIUM_PATH') });
  await expect(channel.send('1@c.us', outbound('hello'))).rejects.toMatchObject({ reason: 'unreachable', maybeSent: false });
  await channel.stop();
  await started;
});

test('when WhatsApp cannot be reached at all it says so', async () => {
  const channel = account.channel({ chromiumArgs: '--host-resolver-rules=MAP * ~NOTFOUND --no-sandbox' });
  void channel.start(received.receive);
  await vi.waitUntil(() => channel.health().trouble === 'unreachable', PATIENT);
  await channel.stop();
});

test('while the page is without its server nothing is sent, and all goes on by itself afterwards', async () => {
  const channel = await account.ready(received.receive, { timings: { probe: 200 } });
  await say('amna', 'before');
  await received.atLeast(1);
  account.server.connection('TIMEOUT');
  await inState(channel, 'reconnecting');
  expect(channel.health().trouble).toBe('unreachable');
  const refused = channel.send(account.server.address('amna'), outbound('not now'));
  await expect(refused).rejects.toMatchObject({ reason: 'unreachable', maybeSent: false });
  account.server.connection('CONNECTED');
  await inState(channel, 'ready');
  await say('amna', 'after');
  await received.until(() => received.texts().includes('after'));
  expect(received.texts()).toEqual(['before', 'after']);
});

test('what was written while nobody ran comes at the start, in order and once, but nothing from before the link', async () => {
  account.server.history('amna', 30);
  await (await account.ready(received.receive)).stop();
  for (const text of lines(120)) await say('amna', text);
  await say('bano', 'salam');
  await account.ready(received.receive);
  await received.atLeast(121);
  const amna = account.server.address('amna');
  expect(received.texts(amna)).toEqual(lines(120));
  expect(received.texts(account.server.address('bano'))).toEqual(['salam']);
  expect(new Set(received.taken.map(({ id }) => id)).size).toBe(121);
});

test('what was edited or taken back while nobody ran is told at the start', async () => {
  const first = await account.ready(received.receive);
  const changed = await say('amna', 'one');
  const gone = await say('amna', 'two');
  const [one, two] = await received.atLeast(2);
  await first.stop();
  await account.server.receive('amna', { kind: 'edit', of: changed, text: 'other' });
  await account.server.receive('amna', { kind: 'delete', of: gone });
  const again = new Received();
  await account.ready(again.receive);
  await again.until(() => again.taken.filter(({ content }) => content.kind !== 'text').length >= 2);
  const told = again.taken.map(({ content }) => content).filter(({ kind }) => kind !== 'text');
  expect(told).toContainEqual({ kind: 'edit', of: one?.id, text: 'other' });
  expect(told).toContainEqual({ kind: 'revoke', of: two?.id });
});

test('of what comes twice and in another order than it was sent, each is received once and each chat in its order', async () => {
  await account.ready(received.receive);
  account.server.disturb({ twice: 0.3, shuffled: true });
  const people = ['amna', 'bano', 'dania'];
  for (const text of lines(40)) for (const person of people) await say(person, text);
  await received.atLeast(120);
  account.server.mend();
  for (const person of people) await say(person, 'end');
  await received.until(() => received.texts().filter((text) => text === 'end').length === people.length);
  for (const person of people) expect(received.texts(account.server.address(person))).toEqual([...lines(40), 'end']);
});

test('while what arrives cannot be stored health says so, and a killed process loses nothing of it', async () => {
  received.refuseIf(() => true);
  const channel = await account.ready(received.receive);
  await say('amna', 'kept');
  await received.until(() => received.refused.length > 0);
  await say('bano', 'kept too');
  await received.until(() => received.refused.some(({ address }) => address === account.server.address('bano')));
  expect(channel.health()).toMatchObject({ state: 'down', trouble: 'storage', advice: expect.stringContaining('database') });
  await channel.stop();
  received.refuseIf(() => false);
  await account.ready(received.receive);
  await received.atLeast(2);
  expect(received.texts().toSorted()).toEqual(['kept', 'kept too']);
});

test('a memory that cannot be read or written loses nothing', async () => {
  await (await account.ready(received.receive)).stop();
  await say('amna', 'while down');
  let away = true;
  const refuse = () => Promise.reject(new Error('away'));
  const memory = {
    read: () => (away ? refuse() : account.memory.read()),
    write: (value: string) => (away ? refuse() : account.memory.write(value)),
  };
  await account.ready(received.receive, { memory, timings: { hold: 50 } });
  await say('bano', 'now');
  await received.atLeast(1);
  away = false;
  await received.atLeast(2);
  expect(received.texts()).toEqual(['now', 'while down']);
});

test('what comes while older messages are looked for waits for them', async () => {
  await (await account.ready(received.receive)).stop();
  await say('amna', 'while down');
  const remembered = Promise.withResolvers<void>();
  const read = () => remembered.promise.then(() => account.memory.read());
  const channel = await account.ready(received.receive, { memory: { read, write: account.memory.write } });
  await say('amna', 'now');
  // When the page has sent this, it has told of everything that came before.
  await channel.send(account.server.address('amna'), outbound('hello'));
  remembered.resolve();
  await received.atLeast(2);
  expect(received.texts()).toEqual(['while down', 'now']);
});

test('a browser that has grown too large is replaced when nothing is on its way, and nothing is lost by it', async () => {
  const channel = await account.ready(received.receive, { memoryLimit: 1, timings: { memory: 1_000, quiet: 100 } });
  const [before] = account.server.browsers();
  await say('amna', 'before');
  account.server.fault({ kind: 'slow', milliseconds: 2_000 });
  await channel.send(account.server.address('amna'), outbound('takes long'));
  await vi.waitUntil(() => account.server.browsers().some((pid) => pid !== before), PATIENT);
  await say('amna', 'meanwhile');
  await received.atLeast(2);
  expect(received.texts()).toEqual(['before', 'meanwhile']);
  expect(account.server.sent('amna').map(({ text }) => text)).toEqual(['takes long']);
});

/** A process of its own that runs the channel. */
async function processReady(): Promise<{ kill(signal: NodeJS.Signals): Promise<void> }> {
  const script = fileURLToPath(new URL('../support/whatsapp/process.ts', import.meta.url));
  const env = { ...process.env, DATA_DIR: account.dataDir, WHATSAPP_CHROMIUM_ARGS: account.server.chromiumArgs };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  if (!account.server.linked()) void account.server.scan();
  await once(child.stdout, 'data');
  return {
    async kill(signal) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

test('the browser of a killed process is ended at the next start, and what it took is received', async () => {
  // The memory is in the database and knows the account already.
  await (await account.ready(received.receive)).stop();
  const killed = await processReady();
  const [orphan] = account.server.browsers();
  await killed.kill('SIGKILL');
  expect(account.server.browsers()).toEqual([orphan]);
  await say('amna', 'eaten');
  await account.ready(received.receive);
  expect(account.server.browsers()).toHaveLength(1);
  expect(account.server.browsers()).not.toContain(orphan);
  await received.atLeast(1);
  expect(received.texts()).toEqual(['eaten']);
});

test('a process that is told to end within moments of linking keeps the link', async () => {
  account.server.saveLate();
  await (await processReady()).kill('SIGTERM');
  expect(account.server.browsers()).toEqual([]);
  const channel = account.channel();
  await channel.start(received.receive);
  expect([channel.health().state, account.server.qr()]).toEqual(['ready', undefined]);
});
