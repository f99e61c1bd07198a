import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { encode } from 'uqr';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raiseChannelAlert } from '../../db/queries/alerts.ts';
import { writeLine } from '../../db/queries/lines.ts';
import type { UserRole } from '../../db/schema/index.ts';
import type { LineState, Trouble } from '../../src/channels/channel.ts';
import { readConfig } from '../../src/config.ts';
import { addUser, USER_ROLES } from '../../src/desk/people.ts';
import { pagesBuilt } from '../../src/http/pages.ts';
import { createLogger } from '../../src/logger.ts';
import { type Amaan, startAmaan } from '../../src/wiring/amaan.ts';
import { deskAuth } from '../../src/wiring/desk.ts';
import { type Foundation, openFoundation } from '../../src/wiring/foundation.ts';
import { launchBrowser, watchTrouble } from '../support/browser.ts';
import { createDatabase } from '../support/database.ts';

const PASSWORD = randomBytes(12).toString('hex');

let foundation: Foundation;
let amaan: Amaan;
let browser: Browser;

beforeAll(async () => {
  expect(pagesBuilt(), 'the pages are built by `npm run build`, which `npm test` does first').toBe(true);
  const { url } = await createDatabase();
  const key = randomBytes(32).toString('hex');
  const config = readConfig({ DATABASE_URL: url, AMAAN_MASTER_KEY: key, PORT: '0', LOG_LEVEL: 'silent', ROLES: 'desk' });
  foundation = await openFoundation(config, createLogger('silent'));
  for (const role of USER_ROLES)
    await addUser(deskAuth(foundation), { name: role, email: emailOf(role), password: PASSWORD, role });
  amaan = await startAmaan(foundation);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await amaan.stop();
  await foundation.close();
});

beforeEach(async () => {
  const { sql } = foundation.database;
  await sql`delete from lines`;
  await sql`delete from alerts`;
});

function emailOf(role: UserRole): string {
  return `${role}@desk.example`;
}

/** As the process that owns an account does it. */
async function stands(
  channel: string,
  state: LineState,
  more: { trouble?: Trouble; code?: string; at?: Date } = {},
): Promise<void> {
  const { trouble = null, at = new Date() } = more;
  const code =
    more.code === undefined ? null : foundation.keyring.sealOwn('lineCode', `${channel}/${channel}`, { code: more.code });
  await writeLine(foundation.database.sql, { channel, account: channel, state, trouble, code, at });
  foundation.signals.notify('lines');
}

/** Opens a page of the desk and logs in there. */
async function open(
  role: UserRole,
  look: BrowserContextOptions,
  path = '/desk/channels',
): Promise<{ page: Page; trouble: string[] }> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...look });
  const page = await context.newPage();
  const trouble = watchTrouble(page, new URL(amaan.url).origin);
  await page.goto(`${amaan.url}${path}`);
  await page.locator('input[name=email]').fill(emailOf(role));
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=password]').press('Enter');
  await page.locator('header.bar').waitFor();
  return { page, trouble };
}

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** The square as a camera sees it: whether each module of the picture is dark, row by row. */
async function scanned(page: Page, modules: number): Promise<string> {
  const picture = (await page.locator('.link-square').screenshot()).toString('base64');
  const looker = await browser.newPage();
  try {
    return await looker.evaluate(
      async ([png, size]) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const drawing = canvas.getContext('2d');
        if (!drawing) throw new Error('nothing to draw on');
        drawing.drawImage(image, 0, 0);
        const isDark = (x: number, y: number): boolean => {
          const at = (count: number, side: number): number => Math.floor(((count + 0.5) * side) / size);
          const [red = 0, green = 0, blue = 0] = drawing.getImageData(at(x, image.width), at(y, image.height), 1, 1).data;
          return red + green + blue < 384;
        };
        const line = Array.from({ length: size }, (_, index) => index);
        return line.map((y) => line.map((x) => (isDark(x, y) ? '#' : '.')).join('')).join('\n');
      },
      [picture, modules] as const,
    );
  } finally {
    await looker.close();
  }
}

function square(code: string): { size: number; picture: string } {
  const { size, data } = encode(code, { border: 4 });
  return { size, picture: data.map((row) => row.map((dark) => (dark ? '#' : '.')).join('')).join('\n') };
}

/** As long as those of WhatsApp are. */
function linkingCode(): string {
  return `2@${randomBytes(160).toString('base64')}`;
}

test('an admin scans the code, whichever is shown, and is told when the phone is linked', async () => {
  const [first, second] = [square, square].map((draw) => {
    const code = linkingCode();
    return { code, ...draw(code) };
  });
  if (!first || !second) throw new Error('two codes are needed');
  await stands('telegram', 'ready');
  await stands('whatsapp', 'linking', { trouble: 'link_needed', code: first.code });
  const { page, trouble } = await open('admin', {});
  const whatsapp = card(page, 'WhatsApp');
  const code = whatsapp.getByRole('img', { name: /links WhatsApp/ });
  await code.waitFor();
  expect(await whatsapp.getByRole('status').innerText()).toContain('Waiting for a phone');
  expect(await whatsapp.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringContaining('Open WhatsApp'),
    expect.stringContaining('Linked devices'),
    expect.stringContaining('camera at the code'),
  ]);
  expect(await scanned(page, first.size)).toBe(first.picture);

  const drawn = await code.locator('path').getAttribute('d');
  await stands('whatsapp', 'linking', { trouble: 'link_needed', code: second.code });
  await expect.poll(() => code.locator('path').getAttribute('d')).not.toBe(drawn);
  expect(await scanned(page, second.size)).toBe(second.picture);

  await stands('whatsapp', 'ready');
  await whatsapp.getByText('The phone is linked.').waitFor();
  expect(await code.count()).toBe(0);
  expect(await whatsapp.getByRole('status').innerText()).toContain('Works');
  expect(trouble).toEqual([]);
});

test('a supervisor sees how everything stands and what to do, and no code', async () => {
  await stands('whatsapp', 'linking', { trouble: 'link_needed', code: linkingCode() });
  await stands('telegram', 'down', { trouble: 'wrong_token' });
  await stands('web', 'ready', { at: new Date(Date.now() - 60_000) });
  const { page, trouble } = await open('supervisor', {});
  await card(page, 'WhatsApp').getByText('only admins see the code').waitFor();
  expect(await page.locator('.link-square').count()).toBe(0);
  expect(await card(page, 'Telegram').getByRole('listitem').first().innerText()).toContain('@BotFather');
  expect(await card(page, 'Web chat').getByRole('status').innerText()).toContain('Does not work');
  expect(await card(page, 'Web chat').innerText()).toContain('No running Amaan');

  await stands('whatsapp', 'logged_out', { trouble: 'logged_out' });
  await card(page, 'WhatsApp').getByText('is not lost').waitFor();
  await stands('whatsapp', 'linking', { trouble: 'logged_out', code: linkingCode() });
  await card(page, 'WhatsApp').getByText('Waiting for a phone').waitFor();
  expect(await card(page, 'WhatsApp').innerText()).toContain('is not lost');
  expect(await page.locator('.link-square').count()).toBe(0);
  await stands('whatsapp', 'banned', { trouble: 'banned' });
  await card(page, 'WhatsApp').getByText('docs/channels.md').waitFor();
  expect(trouble).toEqual([]);
});

test('an associate finds the page under another name, with nothing of the channels on it', async () => {
  await stands('whatsapp', 'down', { trouble: 'no_browser' });
  await raiseChannelAlert(foundation.database.sql, 'whatsapp', new Date());
  const { page, trouble } = await open('associate', {}, '/desk');
  await page.getByRole('button', { name: '1 thing to look at' }).click();
  const alert = page.getByRole('dialog').getByRole('listitem');
  expect(await alert.innerText()).toContain('WhatsApp does not work');
  expect(await alert.getByRole('link').count()).toBe(0);
  expect(await alert.getByRole('button').count()).toBe(0);
  await page.keyboard.press('Escape');

  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Urgent calls' }).click(),
  ]);
  await other.getByRole('heading', { level: 1, name: 'Urgent calls' }).waitFor();
  expect(await other.locator('.channel').count()).toBe(0);
  expect(trouble).toEqual([]);
});

test('an alert about a channel leads those who can mend it to the page', async () => {
  await stands('whatsapp', 'down', { trouble: 'no_browser' });
  await raiseChannelAlert(foundation.database.sql, 'whatsapp', new Date());
  const { page } = await open('supervisor', {}, '/desk');
  await page.getByRole('button', { name: '1 thing to look at' }).click();
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('dialog').getByRole('link', { name: 'See what to do' }).click(),
  ]);
  await card(other, 'WhatsApp').getByText('CHROMIUM_PATH').waitFor();
  await page.getByRole('button', { name: 'Dealt with' }).click();
  await page.getByText('Nothing to look at.').waitFor();
});

test('on a phone, in Urdu and in the dark, the code is as good to scan and nothing sticks out', async () => {
  const code = linkingCode();
  const { size, picture } = square(code);
  await stands('whatsapp', 'linking', { trouble: 'link_needed', code });
  const look = { locale: 'ur-PK', colorScheme: 'dark' as const, deviceScaleFactor: 2, viewport: { width: 320, height: 700 } };
  const { page } = await open('admin', look);
  await page.locator('.link-square').waitFor();
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect((await page.locator('.link-square').boundingBox())?.width).toBeGreaterThanOrEqual(240);
  expect(await scanned(page, size)).toBe(picture);
});
