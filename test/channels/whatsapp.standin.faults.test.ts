/** That the real library breaks on the stand-in for WhatsApp in the ways that it is known for. */
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, openBench } from '../support/standins/whatsapp/bench.ts';
import type { Device } from '../support/standins/whatsapp/device.ts';

const QUIET = { sendSeen: false };

let bench: Bench;

/** The chat that a person writes in, as the library has it. */
const chatOf = async (device: Device, person: string) => device.client.getChatById(bench.server.address(person));

describe('what is known to break', () => {
  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.close());

  test('a saved profile is ready without a QR; messages from before make no event, and the unread count lies', async () => {
    await (await bench.ready()).close();
    bench.server.history('amna', 60);
    await bench.server.receive('amna', { kind: 'text', text: 'while down' });
    const device = await bench.ready();
    expect(device.events).toEqual(['authenticated', 'ready']);
    expect(device.messages).toEqual([]);
    const amna = await chatOf(device, 'amna');
    expect(amna.unreadCount).toBe(1);
    const newest = await amna.fetchMessages({ limit: 61 });
    expect([newest.length, newest.at(-1)?.body]).toEqual([61, 'while down']);
    await device.client.sendMessage(bench.server.address('amna'), 'hello', QUIET);
    await bench.server.until(() => bench.server.sent('amna').length === 1);
    expect([(await chatOf(device, 'amna')).unreadCount, bench.server.unread('amna'), bench.server.wasMarkedSeen('amna')]).toEqual(
      [0, 0, false],
    );
  });

  test('synchronised too early, the library is never ready unless it is told', async () => {
    await (await bench.ready()).close();
    bench.server.syncEarly();
    const device = await bench.made();
    await device.client.initialize();
    const synced = await device.client.pupPage?.evaluate("require('WAWebSocketModel').Socket.hasSynced");
    expect([synced, device.events]).toEqual([true, []]);
    const early = await bench.server.receive('amna', { kind: 'text', text: 'before ready' });
    await device.client.pupPage?.evaluate('void window.onAppStateHasSyncedEvent()');
    await device.until(() => device.events.includes('ready'));
    const late = await bench.server.receive('amna', { kind: 'text', text: 'after' });
    await device.until(() => device.messages.length > 0);
    expect(device.messages.map(({ id }) => id)).toEqual([late]);
    const kept = await (await chatOf(device, 'amna')).fetchMessages({ limit: 5 });
    expect(kept.map(({ id }) => id._serialized)).toEqual([early, late]);
  });

  test('a page that reloads with frames in it lets the library in several times, and each message is heard as often', async () => {
    const device = await bench.ready();
    const before = bench.server.entered();
    await bench.server.reload(2);
    await bench.server.until(() => bench.server.entered() === before + 3);
    await device.until(() => device.events.filter((event) => event === 'ready').length === 4);
    const id = await bench.server.receive('amna', { kind: 'text', text: 'once' });
    await device.until(() => device.messages.filter((message) => message.id === id).length >= 2);
    const frames = bench.server.entered();
    bench.server.navigateFrame();
    await bench.server.until(() => bench.server.entered() === frames + 1);
  });

  test('the library says nothing when its page crashes or its browser is killed', async () => {
    const device = await bench.ready();
    const before = [...device.events];
    const crashed = new Promise((resolve) => device.client.pupPage?.once('error', resolve));
    await bench.server.crash();
    await crashed;
    expect(bench.server.browsers()).toHaveLength(1);
    await killBrowser(device);
    expect(device.events).toEqual(before);
  });

  test('a link that is kept late is lost with a killed browser, and kept by an orderly end', async () => {
    bench.server.saveLate();
    const first = await bench.ready();
    await killBrowser(first);
    const second = await bench.made();
    await second.client.initialize();
    await second.until(() => second.events.includes('qr'));
    await bench.server.scan();
    await second.until(() => second.events.includes('ready'));
    await second.close();
    expect((await bench.ready()).events).toEqual(['authenticated', 'ready']);
  });

  test('a link that is kept at once outlives a killed browser', async () => {
    const first = await bench.ready();
    await killBrowser(first);
    expect((await bench.ready()).events).toEqual(['authenticated', 'ready']);
  });

  test('a message is lost when the client ends right after sending', async () => {
    const device = await bench.ready();
    await bench.server.receive('amna', { kind: 'text', text: 'hello' });
    bench.server.fault({ kind: 'slow', milliseconds: 600_000 });
    expect(await device.client.sendMessage(bench.server.address('amna'), 'lost', QUIET)).toMatchObject({ ack: 0 });
    await device.close();
    const again = await bench.ready();
    expect(await (await chatOf(again, 'amna')).fetchMessages({ fromMe: true, limit: 50 })).toEqual([]);
    expect(bench.server.sent('amna')).toEqual([]);
  });

  test('a message to a page that hangs fails, and goes out afterwards', async () => {
    const device = await bench.ready({ protocol: 3_000 });
    await bench.server.receive('amna', { kind: 'text', text: 'hello' });
    const release = await bench.server.hang();
    await expect(device.client.sendMessage(bench.server.address('amna'), 'late', QUIET)).rejects.toThrow(/timed out/);
    expect(bench.server.sent('amna')).toEqual([]);
    release();
    await bench.server.until(() => bench.server.sent('amna').length === 1);
    expect(bench.server.raw('amna')).toEqual(['late']);
  });

  test('a logout on the phone wipes the profile under the browser, so that a new link is not kept', async () => {
    const device = await bench.ready();
    const entered = bench.server.entered();
    await bench.server.logout();
    await device.until(() => device.events.includes('disconnected LOGOUT') && device.events.at(-1) === 'qr');
    await bench.server.until(() => bench.server.entered() > entered);
    const old = bench.server.qr() ?? '';
    bench.server.refreshQr();
    await device.until(() => device.events.at(-1) === 'qr' && device.events.at(-2) === 'qr');
    await expect(bench.server.scan(old)).rejects.toThrow('not valid');
    await bench.server.scan(bench.server.qr());
    await device.until(() => device.events.at(-1) === 'ready');
    await device.close();
    const again = await bench.made();
    await again.client.initialize();
    await again.until(() => again.events.includes('qr'));
  });

  test('a page that stays empty ends the start with a word, and leaves the browser', async () => {
    bench.server.blank();
    const device = await bench.made({ page: 300 });
    await expect(device.client.initialize()).rejects.toBe('auth timeout');
    expect(bench.server.browsers()).toHaveLength(1);
  });

  test('a device that was replaced by another ends its client', async () => {
    const device = await bench.ready();
    const ended = disconnected(device);
    bench.server.connection('CONFLICT');
    await device.until(() => device.events.includes('disconnected CONFLICT'));
    await ended;
  });

  test('a browser that was left behind stays linked and hears what then makes no event any more', async () => {
    const orphan = await bench.ready();
    const browser = orphan.client.pupBrowser?.process() ?? expect.fail();
    await orphan.client.pupBrowser?.disconnect();
    expect([bench.server.online(), bench.server.browsers()]).toEqual([true, [browser.pid]]);
    await bench.server.receive('amna', { kind: 'text', text: 'eaten' });
    const device = await bench.ready();
    expect(device.messages).toEqual([]);
    expect(await (await chatOf(device, 'amna')).fetchMessages({ limit: 1 })).toMatchObject([{ body: 'eaten' }]);
    // A Chromium with windows lets no second one into its profile; the one without does.
    expect(bench.server.browsers()).toHaveLength(2);
    browser.kill('SIGKILL');
    await once(browser, 'exit');
  });
});

/** Resolves when the client has lost its browser. */
function disconnected(device: Device): Promise<unknown> {
  return new Promise((resolve) => device.client.pupBrowser?.once('disconnected', resolve));
}

async function killBrowser(device: Device): Promise<void> {
  const gone = disconnected(device);
  await bench.server.killBrowser();
  await gone;
}
