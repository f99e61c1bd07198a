import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { addUser } from '../../src/desk/people.ts';
import { pagesBuilt } from '../../src/http/pages.ts';
import { createLogger } from '../../src/logger.ts';
import { type Profile, WEEKDAYS } from '../../src/profile.ts';
import { type Amaan, startAmaan } from '../../src/wiring/amaan.ts';
import { deskAuth } from '../../src/wiring/desk.ts';
import { type Foundation, openFoundation } from '../../src/wiring/foundation.ts';
import { launchBrowser, watchTrouble } from '../support/browser.ts';
import { createDatabase } from '../support/database.ts';

const EMAIL = 'associate@desk.example';
const PASSWORD = randomBytes(12).toString('hex');

let foundation: Foundation;
let amaan: Amaan;
let browser: Browser;

beforeAll(async () => {
  expect(pagesBuilt(), 'the pages are built by `npm run build`, which `npm test` does first').toBe(true);
  const { url } = await createDatabase();
  const config = readConfig({
    DATABASE_URL: url,
    AMAAN_MASTER_KEY: randomBytes(32).toString('hex'),
    PORT: '0',
    LOG_LEVEL: 'silent',
  });
  const opened = await openFoundation(config, createLogger('silent'));
  foundation = { ...opened, profile: alwaysOpen(opened.profile) };
  await addUser(deskAuth(foundation), { name: 'Associate', email: EMAIL, password: PASSWORD, role: 'associate' });
  amaan = await startAmaan(foundation);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await amaan.stop();
  await foundation.close();
});

/** Whatever the time is when this runs, somebody is at the desk. */
function alwaysOpen(profile: Profile): Profile {
  return { ...profile, holidays: [], hours: Object.fromEntries(WEEKDAYS.map((day) => [day, ['00:00', '24:00']])) };
}

async function open(path: string, locale: string): Promise<{ page: Page; trouble: string[] }> {
  const context = await browser.newContext({ locale, viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  const trouble = watchTrouble(page, new URL(amaan.url).origin);
  await page.goto(`${amaan.url}${path}`);
  return { page, trouble };
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text);
  await page.locator('textarea').press('Enter');
}

async function logIn(): Promise<{ page: Page; trouble: string[] }> {
  const desk = await open('/desk', 'en-GB');
  await desk.page.setViewportSize({ width: 1280, height: 800 });
  await desk.page.locator('input[name=email]').fill(EMAIL);
  await desk.page.locator('input[name=password]').fill(PASSWORD);
  await desk.page.locator('input[name=password]').press('Enter');
  await desk.page.getByText('Waiting').first().waitFor();
  return desk;
}

describe('somebody writes in the chat page and an associate answers at the desk', () => {
  test('from greeting to hand-off, claim, two-way chat and closing', async () => {
    const { page: chat, trouble: chatTrouble } = await open('/chat', 'en-GB');
    await chat.getByRole('button', { name: 'English' }).click();
    await chat.getByRole('button', { name: 'No, only I can see it' }).click();
    await chat.getByRole('button', { name: 'No', exact: true }).last().click();
    await chat.getByText('What has happened?').waitFor();
    await write(chat, 'somebody opened an account with my photos');
    await chat.getByText('Is it one of these?').waitFor();
    await chat.getByRole('button', { name: 'Talk to a person' }).last().click();
    await chat.getByText('Your place in line: 1').waitFor();
    expect(await chat.locator('strong').allTextContents()).toEqual(expect.arrayContaining(['0', 'x', 'delete my data']));
    expect(await chat.locator('code').allTextContents()).toEqual([
      expect.stringMatching(/^\d{4}-\d{4}$/),
      expect.stringMatching(/^\d{4}$/),
    ]);

    const { page: desk, trouble: deskTrouble } = await logIn();
    await desk.getByRole('button', { name: 'Take the next' }).click();
    await desk.getByText('somebody opened an account with my photos').first().waitFor();
    await chat.getByText('A person of our team is here now.').waitFor();
    expect(await desk.locator('.transcript strong').allTextContents()).toContain('delete my data');
    const codes = desk.locator('.transcript code');
    expect(await codes.allTextContents()).toEqual(['····', '····']);
    await desk.getByRole('button', { name: 'Show code and PIN' }).click();
    expect(await codes.allTextContents()).toEqual(await chat.locator('code').allTextContents());
    await desk.getByRole('button', { name: 'Hide code and PIN' }).click();
    expect(await codes.allTextContents()).toEqual(['····', '····']);

    await write(desk, 'Hello, I am *here*. Are you all right?');
    await chat.getByText('Hello, I am *here*. Are you all right?').waitFor();
    await write(chat, 'yes, thank you for coming');
    await desk.getByText('yes, thank you for coming').first().waitFor();
    expect(await chat.getByText('I am a simple program').count()).toBe(0);

    await chat.reload();
    await chat.getByText('Hello, I am *here*. Are you all right?').waitFor();

    await desk.getByRole('button', { name: 'Close', exact: true }).first().click();
    await desk.getByRole('dialog').getByRole('radio').first().check();
    await desk.getByRole('dialog').getByRole('button', { name: /close/i }).last().click();
    await chat.getByText('The person has closed this case for now.').waitFor();
    expect([...chatTrouble, ...deskTrouble]).toEqual([]);
  });

  test('quick exit leaves nothing behind', async () => {
    const { page } = await open('/chat', 'en-GB');
    await page.getByRole('button', { name: 'English' }).waitFor();
    await write(page, 'can you help me');
    await page.getByText('Can anyone else see this phone').waitFor();
    await page.getByText('Leave now').first().click();
    await expect.poll(() => page.url()).not.toContain(amaan.url);
    await page.goto(`${amaan.url}/chat`);
    await page.getByText('Which language do you want me to use here?').waitFor();
    expect(await page.getByText('can you help me').count()).toBe(0);
  });

  test('the page speaks the language of the conversation, and choosing it there answers the question', async () => {
    const { page } = await open('/chat', 'en-GB');
    await page.getByRole('button', { name: 'Roman Urdu' }).waitFor();
    await page.locator('#language').selectOption('ur-Latn');
    await page.locator('.bot .text[lang=ur-Latn]').first().waitFor();
    await write(page, 'zaban badlo');
    await page.getByRole('button', { name: 'اردو' }).nth(1).click();
    await page.locator('.bot .text[lang=ur][dir=rtl]').first().waitFor();
    expect(await page.locator('#language').inputValue()).toBe('ur');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.reload();
    await page.locator('.bot .text').last().waitFor();
    expect(await page.locator('#language').inputValue()).toBe('ur');
  });

  test('an Urdu reader sees the page from right to left', async () => {
    const { page } = await open('/chat', 'ur-PK');
    await page.getByRole('button', { name: 'اردو' }).click();
    await page.getByText('۔').first().waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  });
});
