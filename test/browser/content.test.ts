import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { addUser } from '../../src/desk/people.ts';
import { pagesBuilt } from '../../src/http/pages.ts';
import { createLogger } from '../../src/logger.ts';
import { type Amaan, startAmaan } from '../../src/wiring/amaan.ts';
import { deskAuth } from '../../src/wiring/desk.ts';
import { type Foundation, openFoundation } from '../../src/wiring/foundation.ts';
import { launchBrowser, watchTrouble } from '../support/browser.ts';
import { createDatabase } from '../support/database.ts';

const EMAIL = 'editor@desk.example';
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
  await addUser(deskAuth(foundation), { name: 'Editor', email: EMAIL, password: PASSWORD, role: 'associate' });
  amaan = await startAmaan(foundation);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await amaan.stop();
  await foundation.close();
});

/** Opens the page and logs in there. */
async function open(path: string, look: Parameters<Browser['newContext']>[0]): Promise<{ page: Page; trouble: string[] }> {
  const context = await browser.newContext(look);
  const page = await context.newPage();
  const trouble = watchTrouble(page, new URL(amaan.url).origin);
  await page.goto(`${amaan.url}${path}`);
  await page.locator('input[name=email]').fill(EMAIL);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=password]').press('Enter');
  await page.locator('.content-line').first().waitFor();
  return { page, trouble };
}

const line = (page: Page, key: string) => page.locator('.content-line').filter({ has: page.getByText(key, { exact: true }) });

test('an editor reads a line in all languages, with what is filled in and where it comes from', async () => {
  const { page, trouble } = await open('/desk/content', { locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  const texts = line(page, 'intake:welcome.say').locator('.content-text');
  expect(await texts.evaluateAll((all) => all.map((one) => [one.getAttribute('lang'), one.getAttribute('dir')]))).toEqual([
    ['en', 'ltr'],
    ['ur', 'rtl'],
    ['ur-Latn', 'ltr'],
  ]);
  const { profile } = foundation;
  expect(await texts.first().locator('.chip').first().innerText()).toBe(`helpline\n${profile.name.en}`.replace('\n', ''));

  await page.getByLabel('File').selectOption('guidance/ncii');
  await line(page, 'guidance/ncii:dont').waitFor();
  await page.getByText(/^Sources/).click();
  expect(await page.locator('.content-origin').innerText()).toContain('StopNCII.org FAQ');
  expect(await line(page, 'guidance/ncii:steps.B3.text').locator('.chip[data-kind=reference]').first().innerText()).toContain(
    'steps:B3.text',
  );
  expect(page.url()).toContain('file=guidance');

  await page.getByLabel('Search').fill(profile.phone);
  await line(page, 'intake:sharedPhone.call').waitFor();
  expect(await page.locator('.content-origin').count()).toBe(0);
  await page.getByLabel('Search').fill('no text has these words');
  await page.getByText('Nothing was found.').waitFor();
  expect(trouble).toEqual([]);
});

test('on a phone, in Urdu and in the dark, the languages stand below each other and nothing sticks out', async () => {
  const look = { locale: 'ur-PK', colorScheme: 'dark' as const, viewport: { width: 320, height: 700 } };
  const { page } = await open('/desk/content?file=guidance%2Fncii', look);
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
  const boxes = await line(page, 'guidance/ncii:dont').locator('.content-text').all();
  const tops = await Promise.all(boxes.map(async (box) => (await box.boundingBox())?.y ?? 0));
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  expect(new Set(tops).size).toBe(3);
});
