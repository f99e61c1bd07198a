import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeLine } from '../../db/queries/lines.ts';
import { upsertHandoff } from '../../db/queries/place.ts';
import type { Change, Content, LineState } from '../../src/channels/channel.ts';
import { readConfig } from '../../src/config.ts';
import { createReceiver } from '../../src/conversation/receive.ts';
import { addUser } from '../../src/desk/people.ts';
import type { Attachment } from '../../src/engine/protocol.ts';
import { createLogger } from '../../src/logger.ts';
import { type Amaan, startAmaan } from '../../src/wiring/amaan.ts';
import { deskAuth } from '../../src/wiring/desk.ts';
import { type Foundation, openFoundation } from '../../src/wiring/foundation.ts';
import { launchBrowser, watchTrouble } from '../support/browser.ts';
import { createDatabase } from '../support/database.ts';
import { fileOf, png } from '../support/files.ts';
import { mediaOf } from '../support/standins/telegram/media.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';

const EMAIL = 'associate@desk.example';
const PASSWORD = randomBytes(12).toString('hex');
const PICTURE = png(640, 480);

let server: TelegramServer;
let foundation: Foundation;
let amaan: Amaan;
let browser: Browser;
let chats = 700;

beforeAll(async () => {
  server = await startTelegramServer();
  const { url } = await createDatabase();
  const config = readConfig({
    DATABASE_URL: url,
    AMAAN_MASTER_KEY: randomBytes(32).toString('hex'),
    PORT: '0',
    LOG_LEVEL: 'silent',
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.url,
  });
  foundation = await openFoundation(config, createLogger('silent'));
  await addUser(deskAuth(foundation), { name: 'Associate', email: EMAIL, password: PASSWORD, role: 'associate' });
  amaan = await startAmaan(foundation);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await amaan.stop();
  await server.close();
  await foundation.close();
});

/** Somebody on Telegram whom an associate has, with the conversation open at the desk. */
async function atTheDesk(look: { locale?: string; dark?: boolean; width?: number } = {}) {
  chats += 1;
  const chat = chats;
  server.say(chat, 'hello');
  await server.until(() => server.sent(chat).length > 0);
  const { sql } = foundation.database;
  const [last] = await sql<{ id: string }[]>`select id from conversations order by started_at desc limit 1`;
  const conversationId = last?.id ?? '';
  await upsertHandoff(sql, { id: randomUUID(), conversationId, urgency: 1, now: new Date() });
  const { locale = 'en-GB', dark = false, width = 1280 } = look;
  const colorScheme = dark ? 'dark' : 'light';
  const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 800 } });
  const page = await context.newPage();
  const trouble = watchTrouble(page, new URL(amaan.url).origin);
  const answers: Response[] = [];
  page.on('response', (answer) => void (answer.url().includes('/media/') && answers.push(answer)));
  await page.goto(`${amaan.url}/desk`);
  await page.locator('input[name=email]').fill(EMAIL);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=password]').press('Enter');
  await page.locator('button.primary').first().click();
  await page.locator('.transcript').waitFor();
  await page.locator('.bubble').first().waitFor();
  const send = (media: Attachment, bytes: Buffer, more: object = {}): void => {
    server.post(chat, { ...mediaOf(media, { id: server.keep(bytes), size: bytes.length }), ...more });
  };
  return { chat, conversationId, page, trouble, answers, send };
}

const show = (page: Page) => page.getByRole('button', { name: 'Show picture' });
const hide = (page: Page) => page.getByRole('button', { name: 'Hide picture' });
const picture = (page: Page) => page.getByRole('img', { name: 'Picture from the complainant' });

describe('a picture at the desk', () => {
  test('is not even loaded before an associate asks for it, and goes when it is hidden', async () => {
    const { page, trouble, answers, send } = await atTheDesk();
    const title = await page.title();
    send('picture', PICTURE, { caption: 'look at this' });
    await show(page).waitFor();
    await page.getByText('Picture. It may be upsetting.').waitFor();
    await page.getByText('look at this').waitFor();
    expect(await picture(page).count()).toBe(0);
    expect(answers).toEqual([]);

    await show(page).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => picture(page).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
    const { 'cache-control': cache, 'content-security-policy': policy } = (await answers[0]?.allHeaders()) ?? {};
    expect([cache, policy]).toEqual(['no-store', "default-src 'none'; sandbox"]);
    expect(await page.title()).toBe(title);

    await expect.poll(() => hide(page).evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await show(page).waitFor();
    expect(await picture(page).count()).toBe(0);
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain('media');
    expect(trouble).toEqual([]);
  });

  test('is closed again whenever the conversation is opened', async () => {
    const { page, send } = await atTheDesk();
    send('picture', PICTURE);
    await show(page).click();
    await picture(page).waitFor();
    await page.reload();
    await page.getByRole('region', { name: 'With me' }).getByRole('button').first().click();
    await show(page).waitFor();
    expect(await picture(page).count()).toBe(0);
  });

  test('that is no longer there says so, in place of itself', async () => {
    const { page, conversationId, send } = await atTheDesk();
    send('picture', PICTURE);
    await show(page).waitFor();
    await foundation.database.sql`delete from media where conversation_id = ${conversationId}`;
    await show(page).click();
    await page.getByRole('alert').getByText('This is no longer here.').waitFor();
    expect(await picture(page).count()).toBe(0);
  });

  test('that is something else in disguise was not kept, and its line says so', async () => {
    const { page, answers, send } = await atTheDesk();
    send('picture', fileOf('html'));
    await page.getByText('This was not what it was sent as, so it was not kept.').waitFor();
    expect(await show(page).count()).toBe(0);
    expect(answers).toEqual([]);
  });
});

test('a document is saved under a name of our own, with a warning beside it', async () => {
  const { page, send, trouble } = await atTheDesk();
  const bytes = fileOf('pdf', 'what he sent');
  send('file', bytes);
  const link = page.getByRole('link', { name: 'Save document (1 kB)' });
  await link.waitFor();
  await page.getByText('Please do not open it on a work computer that has no virus scanner.').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('document.pdf');
  expect(await readFile(await download.path())).toEqual(bytes);
  expect(trouble).toEqual([]);
});

test('what a person changes or takes back is seen at once', async () => {
  const { chat, page, send } = await atTheDesk();
  const receiver = createReceiver(foundation);
  const tell = (id: string, content: Content | Change) =>
    receiver.message({ name: 'telegram', account: '1' }, { id, address: String(chat), content });
  const first = randomUUID();
  await tell(first, { kind: 'text', text: 'it was my brother' });
  await page.getByText('it was my brother').waitFor();
  await tell(randomUUID(), { kind: 'edit', of: first, text: 'it was somebody I know' });
  await page.getByText('it was somebody I know').waitFor();
  await page.getByText('Changed by the person later').waitFor();
  expect(await page.getByText('it was my brother').count()).toBe(0);
  await tell(randomUUID(), { kind: 'revoke', of: first });
  await page.getByText('The person took this message back.').waitFor();
  expect(await page.getByText('it was somebody I know').count()).toBe(0);
  send('video', PICTURE);
  await page.getByText('They sent a video. Videos are never taken in.').waitFor();
  await tell(randomUUID(), { kind: 'attachment', media: 'call' });
  await page.getByText('They tried to call. Calls are never picked up here.').waitFor();
  await tell(randomUUID(), { kind: 'attachment', media: 'picture' });
  await page.getByText('They sent a picture. It was not taken in').waitFor();
});

test('who answers while reading further up is brought to the newest line', async () => {
  const { page, chat } = await atTheDesk();
  for (let line = 1; line <= 30; line++) server.say(chat, `line ${line}`);
  await page.getByText('line 30', { exact: true }).waitFor();
  const log = page.getByRole('log');
  const below = () => log.evaluate((list) => Math.round(list.scrollHeight - list.scrollTop - list.clientHeight));
  await expect.poll(below).toBeLessThan(80);
  await log.evaluate((list) => list.scrollTo({ top: 0 }));
  await expect.poll(below).toBeGreaterThan(400);
  server.say(chat, 'and one more');
  await page.getByRole('button', { name: 'New messages below' }).waitFor();
  expect(await below()).toBeGreaterThan(400);
  await page.locator('textarea').fill('I am reading it');
  await page.locator('textarea').press('Enter');
  await page.locator('.bubble[data-from=me]', { hasText: 'I am reading it' }).waitFor();
  await expect.poll(below).toBeLessThan(80);
  expect(await page.getByRole('button', { name: 'New messages below' }).count()).toBe(0);
});

test('while the channel does not work the conversation says so, and no longer than that', async () => {
  const { page, conversationId } = await atTheDesk();
  const words = page.getByText('Telegram does not work at the moment.');
  // One that nobody runs here, so that nobody else says how it stands.
  const account = 'another';
  await foundation.database.sql`update conversations set account = ${account} where id = ${conversationId}`;
  const stands = async (state: LineState): Promise<void> => {
    const line = { channel: 'telegram', account, state, trouble: null, code: null };
    await writeLine(foundation.database.sql, { ...line, at: new Date() });
    foundation.signals.notify('lines');
  };
  expect(await words.count()).toBe(0);
  await stands('reconnecting');
  await words.waitFor();
  await stands('ready');
  await words.waitFor({ state: 'detached' });
});
