/**
 * The panel on the page of the channels, in a real browser. Three things are not real. The push service of the browser's
 * maker cannot be reached from here: subscribing gives the keys of a stand-in, and what the service would hand to the
 * worker is handed to it by the browser's own tools. A browser without a window says of itself that notifications are
 * forbidden, whatever it was told: so permission is said to be given, and what the worker would show is noted.
 */
import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UserRole } from '../../db/schema/index.ts';
import { readConfig } from '../../src/config.ts';
import { addUser } from '../../src/desk/people.ts';
import { authRoutes } from '../../src/http/auth.ts';
import { deskRoutes } from '../../src/http/desk/routes.ts';
import { pageRoutes, pagesBuilt } from '../../src/http/pages.ts';
import { createApp, type Listening, listen } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import type { Subscription } from '../../src/oncall/push.ts';
import { deskAuth } from '../../src/wiring/desk.ts';
import { type Foundation, openFoundation } from '../../src/wiring/foundation.ts';
import { createOncall, type OncallSide } from '../../src/wiring/oncall.ts';
import { launchBrowser, watchTrouble } from '../support/browser.ts';
import { createDatabase } from '../support/database.ts';
import { sayInGroup } from '../support/oncall.ts';
import { type PushServer, startPushServer } from '../support/standins/push/server.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';

const PASSWORD = randomBytes(12).toString('hex');

let foundation: Foundation;
let oncall: OncallSide;
let server: Listening;
let browser: Browser;
let telegram: TelegramServer;
let pushes: PushServer;
let url: string;

beforeAll(async () => {
  expect(pagesBuilt(), 'the pages are built by `npm run build`, which `npm test` does first').toBe(true);
  [telegram, pushes] = [await startTelegramServer(), await startPushServer()];
  const log = createLogger('silent');
  const config = readConfig({
    DATABASE_URL: (await createDatabase()).url,
    AMAAN_MASTER_KEY: randomBytes(32).toString('hex'),
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
  });
  foundation = await openFoundation(config, log);
  oncall = createOncall(foundation);
  server = await listen(
    (port) => {
      url = `http://127.0.0.1:${port}`;
      const auth = deskAuth(foundation, port);
      const parts = { ...foundation, auth, trustedOrigins: [url], channels: [], oncall: oncall.places(url) };
      return createApp((app) => {
        app.route('/api/auth', authRoutes(parts));
        app.route('/api/desk', deskRoutes(parts));
        app.route('/', pageRoutes());
      }, log);
    },
    '127.0.0.1',
    0,
  );
  for (const role of ['associate', 'admin'] as const) {
    await addUser(deskAuth(foundation, server.port), { name: `The ${role}`, email: emailOf(role), password: PASSWORD, role });
  }
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.close();
  await foundation.close();
  await Promise.all([telegram.close(), pushes.close()]);
});

const emailOf = (role: UserRole): string => `${role}@desk.example`;

/** Opens the page and logs in there; with a subscription, this is what subscribing gives. */
async function open(role: UserRole, look: Parameters<Browser['newContext']>[0], subscription?: Subscription) {
  const context = await browser.newContext(look);
  if (subscription) await makeSubscribable(context, subscription);
  const page = await context.newPage();
  const trouble = watchTrouble(page, url);
  await page.goto(`${url}/desk/channels`);
  await page.locator('input[name=email]').fill(emailOf(role));
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=password]').press('Enter');
  await page.locator('.oncall-place').first().waitFor();
  return { context, page, trouble };
}

/** Lets the page believe that notifications are allowed. */
async function permit(context: BrowserContext): Promise<void> {
  await context.grantPermissions(['notifications'], { origin: url });
  await context.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'granted' }));
}

/** Lets the push manager give and keep this subscription in place of one of its maker's service. */
async function makeSubscribable(context: BrowserContext, subscription: Subscription): Promise<void> {
  await permit(context);
  await context.addInitScript((given) => {
    const kept = 'test/subscribed';
    const made = {
      endpoint: given.endpoint,
      toJSON: () => given,
      unsubscribe: async () => {
        localStorage.removeItem(kept);
        return true;
      },
    };
    Object.assign(PushManager.prototype, {
      subscribe: async (options: PushSubscriptionOptionsInit) => {
        localStorage.setItem(kept, String(options.applicationServerKey));
        return made;
      },
      getSubscription: async () => (localStorage.getItem(kept) === null ? null : made),
    });
  }, subscription);
}

const place = (page: Page) => page.locator('.oncall-place').first();

/** What the worker was about to show. */
interface Shown {
  readonly title: string;
  readonly body: string;
  readonly lang: string;
  readonly dir: string;
  readonly tag: string;
}

/** What the worker has of its surroundings, and where a test notes what it did with them. */
interface Surroundings {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { openWindow(address: string): Promise<null> };
  noted: Promise<unknown>;
}

const workerOf = async (context: BrowserContext): Promise<Worker> =>
  context.serviceWorkers().at(-1) ?? (await context.waitForEvent('serviceworker'));

/** Wakes the worker with a text as a push service does, and gives what it shows. */
async function shownFor(context: BrowserContext, page: Page, text: string): Promise<Shown> {
  const worker = await workerOf(context);
  await worker.evaluate(() => {
    const self = globalThis as unknown as Surroundings;
    self.noted = new Promise<Shown>((resolve) => {
      self.registration.showNotification = async (title, { body = '', lang = '', dir = '', tag = '' } = {}) =>
        resolve({ title, body, lang, dir, tag });
    });
  });
  await wake(context, page, text);
  return (await worker.evaluate(() => (globalThis as unknown as Surroundings).noted)) as Shown;
}

/** Where a click on a notification leads when no desk is open. */
async function openedByClick(context: BrowserContext): Promise<unknown> {
  return await (await workerOf(context)).evaluate(() => {
    const self = globalThis as unknown as Surroundings;
    const opened = new Promise<string>((resolve) => {
      self.clients.openWindow = async (address) => {
        resolve(address);
        return null;
      };
    });
    const click = Object.assign(new Event('notificationclick'), { notification: { close() {} }, waitUntil() {} });
    globalThis.dispatchEvent(click);
    return opened;
  });
}

/** Hands something to the worker as a push service does. */
async function wake(context: BrowserContext, page: Page, data: string): Promise<void> {
  const tools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find(({ scopeURL, isDeleted }) => !isDeleted && scopeURL.endsWith('/desk/push/'));
      if (found) resolve(found.registrationId);
    });
  });
  await tools.send('ServiceWorker.enable');
  await tools.send('ServiceWorker.deliverPushMessage', { origin: url, registrationId: await registered, data });
  await tools.detach();
}

test('an associate turns it on, tries it, is woken with fixed words, and turns it off', async () => {
  const subscription = pushes.subscribe();
  const { context, page, trouble } = await open('associate', { locale: 'en-GB' }, subscription);
  expect(await page.locator('.oncall-groups').count()).toBe(0);
  await page.getByText('This browser does not tell you yet.').waitFor();
  await page.getByRole('button', { name: 'Tell me on this browser' }).click();
  await page.getByText('This browser tells you, even when the desk is closed.').waitFor();
  const { publicKey } = oncall.places(url).pusher;
  expect(await page.evaluate(() => localStorage.getItem('test/subscribed'))).toBe(publicKey);

  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('A test is on its way.').waitFor();
  const [wakening] = pushes.woken(subscription);
  expect(wakening?.text.trim()).toBe('test');

  const about = { title: 'Desk', lang: 'en', dir: 'ltr', tag: 'oncall' };
  expect(await shownFor(context, page, wakening?.text ?? '')).toEqual({ ...about, body: 'This is only a test. It works.' });
  const urgent = { ...about, body: 'An urgent conversation is waiting.' };
  expect(await shownFor(context, page, 'waiting ')).toEqual(urgent);
  expect(await shownFor(context, page, 'something else')).toEqual(urgent);
  expect(await openedByClick(context)).toBe('/desk');

  await page.reload();
  await page.getByText('This browser tells you, even when the desk is closed.').waitFor();
  await page.getByRole('button', { name: 'Do not tell me any more' }).click();
  await page.getByText('This browser does not tell you yet.').waitFor();
  expect(await foundation.database.sql`select 1 from push_subscriptions`).toHaveLength(0);
  expect(trouble).toEqual([]);
  await context.close();
});

test('in Urdu on a phone the notification speaks Urdu, and nothing sticks out', async () => {
  const look = { locale: 'ur-PK', colorScheme: 'dark' as const, viewport: { width: 320, height: 700 } };
  const { context, page } = await open('associate', look, pushes.subscribe());
  await place(page).getByRole('button').first().click();
  await page.locator('.oncall-place[data-state=on]').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await shownFor(context, page, 'down    ')).toMatchObject({
    body: foundation.texts.say('ur', 'oncall:push.down'),
    lang: 'ur',
    dir: 'rtl',
  });
  await context.close();
});

test('a browser that was told to show nothing says so, and one that cannot subscribe lets one try again', async () => {
  const denied = await open('associate', { locale: 'en-GB' });
  await denied.page.locator('.oncall-place[data-state=denied]').waitFor();
  expect(await place(denied.page).getByRole('button').count()).toBe(0);
  await denied.context.close();

  // Here the push manager is the real one, and cannot reach its service.
  const { context, page } = await open('associate', { locale: 'en-GB' });
  await permit(context);
  await page.reload();
  await page.getByRole('button', { name: 'Tell me on this browser' }).click();
  await page.getByText('This browser could not be prepared.').waitFor();
  expect(await page.getByRole('button', { name: 'Tell me on this browser' }).isEnabled()).toBe(true);
  await context.close();
});

test('an admin links a group by a code and unlinks it', async () => {
  const { context, page, trouble } = await open('admin', { locale: 'en-GB' });
  await page.getByText('No group is linked.').waitFor();
  await page.getByRole('button', { name: 'Link a group' }).click();
  const command = await page.locator('.oncall-code code').innerText();
  expect(command).toMatch(/^\/oncall@test_bot \d{8}$/);
  sayInGroup(telegram, -1, command);
  await oncall.onGroupCommand?.({ address: '-1', code: command.slice(-8) });
  const linked = page.locator('.oncall-groups li');
  await linked.waitFor();
  expect(await page.locator('.oncall-code').count()).toBe(0);
  expect(await page.getByText('No group is linked.').count()).toBe(0);
  expect(await linked.innerText()).toContain('The admin');
  await linked.getByRole('button', { name: 'Unlink' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
  await page.getByText('No group is linked.').waitFor();
  expect(trouble).toEqual([]);
  await context.close();
});
