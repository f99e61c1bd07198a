/** Browsers are woken with one fixed word that only they can read, and the desk manages them. */
import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { isPushService } from '../../src/oncall/endpoint.ts';
import { type PlacesParts, subscribe, tryOut, unsubscribe } from '../../src/oncall/places.ts';
import { createPusher, type Subscription } from '../../src/oncall/push.ts';
import { vapidKeys } from '../../src/oncall/vapid.ts';
import { Watch } from '../../src/oncall/watch.ts';
import { createDesk } from '../support/desk.ts';
import { createOncallStage, MINUTE } from '../support/oncall.ts';
import { seedWaiting } from '../support/seed.ts';
import { startPushServer } from '../support/standins/push/server.ts';

async function stage() {
  const made = await createOncallStage();
  const places: PlacesParts = { ...made.parts, onThisMachine: true };
  const associate = await made.addUser('associate');
  const keep = async (): Promise<Subscription> => {
    const subscription = made.pushes.subscribe();
    await subscribe(places, associate, subscription);
    return subscription;
  };
  const urgent = () => seedWaiting(made.parts, { urgency: 'emergency', text: 'he is at my door' });
  const kept = async (): Promise<number> => (await made.parts.database.sql`select 1 from push_subscriptions`).length;
  return { ...made, places, associate, keep, urgent, kept };
}

describe('a browser', () => {
  test('is woken once, urgently, with a fixed word that only it can read', async () => {
    const { parts, pushes, keep, urgent, look, watch } = await stage();
    const [one, two] = [await keep(), await keep()];
    await urgent();
    await Promise.all([look(watch), look(new Watch(parts))]);
    await look();
    for (const browser of [one, two]) {
      const [wakening, ...more] = pushes.woken(browser);
      expect(more).toEqual([]);
      expect(wakening).toMatchObject({
        text: 'waiting ',
        urgency: 'high',
        seconds: 600,
        contact: 'mailto:help@helpline.example',
        publicKey: parts.pusher.publicKey,
      });
    }
    expect(pushes.calls()).toBe(2);
  });

  test('is told of a line that does not work by a word that is as long', async () => {
    const { parts, pushes, keep, urgent, look } = await stage();
    const browser = await keep();
    await parts.database.sql`insert into alerts (kind, channel) values ('channel_down', 'whatsapp')`;
    await urgent();
    await look();
    const woken = pushes.woken(browser);
    expect(woken.map(({ text }) => text.trim()).sort()).toEqual(['down', 'waiting']);
    expect(new Set(woken.map(({ sealed }) => sealed.length)).size).toBe(1);
  });

  test('that is gone is forgotten', async () => {
    const { pushes, keep, urgent, look, kept } = await stage();
    const [gone, there] = [await keep(), await keep()];
    pushes.leave(gone);
    await urgent();
    await look();
    expect(pushes.woken(there)).toHaveLength(1);
    expect(await kept()).toBe(1);
  });

  test('is tried again when its service refused, and only after a minute when the answer was lost', async () => {
    const { pushes, keep, urgent, look, pass } = await stage();
    const browser = await keep();
    await urgent();
    pushes.fault({ status: 503 });
    await look();
    expect(pushes.woken(browser)).toHaveLength(0);
    pass(1_000);
    pushes.fault({ drop: 'after' });
    await look();
    pass(MINUTE - 1);
    await look();
    expect(pushes.woken(browser)).toHaveLength(1);
    pass(1);
    await look();
    expect(pushes.woken(browser)).toHaveLength(2);
  });

  test('is not followed to where its service sends us on', async () => {
    const { pushes, keep, urgent, look } = await stage();
    const [browser, other] = [await keep(), pushes.subscribe()];
    pushes.fault({ location: other.endpoint });
    await urgent();
    await look();
    expect([pushes.calls(), pushes.woken(browser).length, pushes.woken(other).length]).toEqual([1, 0, 0]);
  });

  test('is kept as nothing that can be read, belongs to who turned it on last, and is left alone when turned off', async () => {
    const { parts, places, associate, addUser, keep, kept, urgent, look, pushes } = await stage();
    const browser = await keep();
    const [row] = await parts.database.sql<{ row: string }[]>`select row_to_json(s)::text as row from push_subscriptions s`;
    expect(row?.row.includes(Buffer.from(browser.endpoint).toString('hex'))).toBe(false);
    const colleague = await addUser('associate');
    await subscribe(places, colleague, browser);
    expect(await kept()).toBe(1);
    expect(await tryOut(places, associate, browser.endpoint)).toBe('gone');
    expect(await tryOut(places, colleague, browser.endpoint)).toBe('taken');
    expect(pushes.woken(browser).map(({ text }) => text.trim())).toEqual(['test']);
    await unsubscribe(places, associate, browser.endpoint);
    expect(await kept()).toBe(1);
    await unsubscribe(places, colleague, browser.endpoint);
    await urgent();
    await look();
    expect(pushes.woken(browser)).toHaveLength(1);
  });

  test('of one person is one of ten at most', async () => {
    const { keep, kept, pass } = await stage();
    for (let count = 0; count < 12; count += 1) {
      await keep();
      pass(1_000);
    }
    expect(await kept()).toBe(10);
  });
});

describe('the keys', () => {
  test('are always the same for the same secret, and others for another', () => {
    const secret = randomBytes(32);
    expect(vapidKeys(secret)).toEqual(vapidKeys(Buffer.from(secret)));
    expect(vapidKeys(secret)).not.toEqual(vapidKeys(randomBytes(32)));
    expect(Buffer.from(vapidKeys(secret).publicKey, 'base64url')).toHaveLength(65);
  });

  test('are made of a secret that the curve does not take as well', () => {
    for (const impossible of [Buffer.alloc(32), Buffer.alloc(32, 0xff)]) {
      expect(Buffer.from(vapidKeys(impossible).publicKey, 'base64url')).toHaveLength(65);
    }
    expect(() => vapidKeys(Buffer.alloc(31))).toThrow();
  });
});

describe('a push service', () => {
  test.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
  ])('may be %s', (endpoint) => {
    expect(isPushService(endpoint, false)).toBe(true);
  });

  test.each([
    'http://push.example.com/abc',
    'http://127.0.0.1:9/abc',
    'https://127.0.0.1/abc',
    'https://2130706433/abc',
    'https://[::1]/abc',
    'https://10.0.0.1/abc',
    'https://localhost/abc',
    'https://postgres/abc',
    'https://metadata.google.internal/abc',
    'https://printer.local./abc',
    'https://user:word@push.example.com/abc',
    'file:///etc/passwd',
    'nothing',
  ])('may not be %s', (endpoint) => {
    expect(isPushService(endpoint, false)).toBe(false);
  });

  test('on this machine may be one where nobody else reaches the desk', () => {
    expect(isPushService('http://127.0.0.1:9/abc', true)).toBe(true);
    expect(isPushService('http://10.0.0.1/abc', true)).toBe(false);
  });
});

describe('the routes', () => {
  const pushServer = startPushServer();
  afterAll(async () => (await pushServer).close());
  const pusher = createPusher({ secret: randomBytes(32).toString('hex'), contact: 'help@helpline.example' });
  const poster = { botName: async () => 'test_bot' };
  const desk = createDesk({ oncall: (parts) => ({ ...parts, pusher, poster, onThisMachine: true }) });
  const API = '/api/desk/oncall';

  test('give an associate the key and no groups, an admin the groups too, a stranger nothing', async () => {
    const { logIn, stranger } = await desk;
    expect(await (await (await logIn()).get(API)).json()).toEqual({ publicKey: pusher.publicKey, groups: null, bot: true });
    expect(await (await (await logIn('admin')).get(API)).json()).toMatchObject({ groups: [] });
    expect((await stranger.get(API)).status).toBe(401);
  });

  test('turn a browser on and off, and wake it as a test', async () => {
    const { logIn } = await desk;
    const [associate, server] = [await logIn(), await pushServer];
    const subscription = server.subscribe();
    const { endpoint } = subscription;
    expect((await associate.post(`${API}/browser`, { ...subscription, expirationTime: null })).status).toBe(200);
    expect(await (await associate.post(`${API}/browser/test`, { endpoint })).json()).toEqual({ outcome: 'taken' });
    expect(server.woken(subscription)).toHaveLength(1);
    server.fault({ status: 500 });
    expect(await (await associate.post(`${API}/browser/test`, { endpoint })).json()).toEqual({ outcome: 'away' });
    expect((await associate.delete(`${API}/browser`, { endpoint })).status).toBe(200);
    expect(await (await associate.post(`${API}/browser/test`, { endpoint })).json()).toEqual({ outcome: 'gone' });
  });

  test('refuse what is no browser', async () => {
    const { logIn } = await desk;
    const associate = await logIn();
    const { keys, endpoint } = (await pushServer).subscribe();
    for (const wrong of [
      {},
      { endpoint },
      { endpoint: 'https://10.0.0.1/abc', keys },
      { endpoint, keys: { ...keys, p256dh: 'AAAA' } },
      { endpoint, keys: { ...keys, auth: '' } },
    ]) {
      expect((await associate.post(`${API}/browser`, wrong)).status).toBe(400);
    }
  });

  test('show a code and unlink a group to admins only', async () => {
    const { logIn } = await desk;
    const [admin, supervisor] = [await logIn('admin'), await logIn('supervisor')];
    const shown = (await (await admin.post(`${API}/groups`)).json()) as { command: string; expiresAt: string };
    expect(shown.command).toMatch(/^\/oncall@test_bot \d{8}$/);
    expect(new Date(shown.expiresAt).getTime() - Date.now()).toBeGreaterThan(9 * MINUTE);
    const strange = `${API}/groups/8b0e2f5e-7c83-4a1e-9d62-0f5f5c7f0a11`;
    expect((await supervisor.post(`${API}/groups`)).status).toBe(403);
    expect((await supervisor.delete(strange)).status).toBe(403);
    expect((await admin.delete(strange)).status).toBe(404);
  });
});
