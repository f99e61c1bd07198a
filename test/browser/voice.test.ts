import { randomBytes, randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { upsertHandoff } from '../../db/queries/place.ts';
import { readConfig } from '../../src/config.ts';
import { addUser } from '../../src/desk/people.ts';
import { createLogger } from '../../src/logger.ts';
import { type Amaan, startAmaan } from '../../src/wiring/amaan.ts';
import { deskAuth } from '../../src/wiring/desk.ts';
import { type Foundation, openFoundation } from '../../src/wiring/foundation.ts';
import { FAKE_MICROPHONE, launchBrowser, watchTrouble } from '../support/browser.ts';
import { createDatabase } from '../support/database.ts';

const EMAIL = 'associate@desk.example';
const PASSWORD = randomBytes(12).toString('hex');

let foundation: Foundation;
let amaan: Amaan;
let browser: Browser;

beforeAll(async () => {
  const { url } = await createDatabase();
  const key = randomBytes(32).toString('hex');
  const config = readConfig({ DATABASE_URL: url, AMAAN_MASTER_KEY: key, PORT: '0', LOG_LEVEL: 'silent' });
  foundation = await openFoundation(config, createLogger('silent'));
  await addUser(deskAuth(foundation), { name: 'Associate', email: EMAIL, password: PASSWORD, role: 'associate' });
  amaan = await startAmaan(foundation);
  browser = await launchBrowser(FAKE_MICROPHONE);
});

afterAll(async () => {
  await browser.close();
  await amaan.stop();
  await foundation.close();
});

async function open(path: string, prepare: (page: Page) => Promise<unknown> = async () => {}) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  const trouble = watchTrouble(page, new URL(amaan.url).origin);
  await prepare(page);
  await page.goto(`${amaan.url}${path}`);
  return { page, trouble };
}

const microphone = (page: Page) => page.getByRole('button', { name: 'Record a voice message' });
const bar = (page: Page) => page.getByRole('group', { name: 'Record a voice message' });

/** Speaks until the clock shows a second, and leaves the bar open. */
async function speak(page: Page): Promise<void> {
  await microphone(page).click();
  await bar(page).getByText('0:01').waitFor();
}

async function counts(): Promise<{ media: number; conversations: number }> {
  const [row] = await foundation.database.sql<{ media: number; conversations: number }[]>`
    select (select count(*)::int from media) as media, (select count(*)::int from conversations) as conversations`;
  return row ?? { media: 0, conversations: 0 };
}

/** Runs in the page before anything else: every microphone that it is given can be looked at later. */
function rememberTracks(): void {
  const given: MediaStreamTrack[] = [];
  const ask = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (wishes) {
    const stream = await ask.call(this, wishes);
    given.push(...stream.getTracks());
    return stream;
  };
  Object.assign(window, { given });
}

function tracks(): string[] {
  const { given } = window as unknown as { given: MediaStreamTrack[] };
  return given.map(({ readyState }) => readyState);
}

describe('a voice message', () => {
  test('is recorded on the page and played at the desk', async () => {
    const { page: chat, trouble: chatTrouble } = await open('/chat');
    await chat.getByText('Connected').waitFor();
    await speak(chat);
    await bar(chat).getByText('Recording').waitFor();
    await bar(chat).getByRole('button', { name: 'Send' }).click();
    const own = chat.locator('.you', { hasText: 'Voice message' });
    await own.getByText('Delivered').waitFor({ state: 'attached' });
    expect(await own.locator('.text').innerText()).toMatch(/^\[Voice message 0:0[23]\]/);
    expect(await bar(chat).isVisible()).toBe(false);
    await chat.reload();
    await own.waitFor();

    const [conversation] = await foundation.database.sql<{ id: string }[]>`select conversation_id as id from media`;
    const handoff = { id: randomUUID(), conversationId: conversation?.id ?? '', urgency: 1, now: new Date() };
    await upsertHandoff(foundation.database.sql, handoff);
    const { page: desk, trouble: deskTrouble } = await open('/desk');
    await desk.setViewportSize({ width: 1280, height: 800 });
    await desk.locator('input[name=email]').fill(EMAIL);
    await desk.locator('input[name=password]').fill(PASSWORD);
    await desk.locator('input[name=password]').press('Enter');
    const asked: string[] = [];
    desk.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await desk.getByRole('button', { name: 'Take the next' }).click();
    const player = desk.locator('audio[aria-label="Voice message of the complainant"]');
    await player.waitFor();
    expect(asked.some((path) => path.includes('/media/'))).toBe(false);
    const played = await player.evaluate(async (audio: HTMLAudioElement) => {
      await audio.play();
      await new Promise((resolve) => audio.addEventListener('ended', resolve, { once: true }));
      return { ready: audio.readyState, seconds: audio.currentTime, trouble: audio.error?.code ?? null };
    });
    expect(played).toMatchObject({ trouble: null });
    expect(played.ready).toBeGreaterThanOrEqual(2);
    expect(played.seconds).toBeGreaterThan(0.9);
    expect(played.seconds).toBeLessThan(4);

    await foundation.database.sql`delete from media`;
    await desk.reload();
    await desk.getByRole('region', { name: 'With me' }).getByRole('button').click();
    await player.evaluate((audio: HTMLAudioElement) => audio.play().catch(() => undefined));
    await desk.getByText('This is no longer here.').waitFor();
    expect([...chatTrouble, ...deskTrouble]).toEqual([]);
  });

  test('that is thrown away goes nowhere, and the microphone is let go each time', async () => {
    const { page } = await open('/chat', (fresh) => fresh.addInitScript(rememberTracks));
    await page.getByText('Connected').waitFor();
    const posts: string[] = [];
    page.on('request', (request) => posts.push(request.url()));
    const before = await counts();
    await speak(page);
    await bar(page).getByRole('button', { name: 'Throw away' }).click();
    await bar(page).waitFor({ state: 'hidden' });
    expect(await page.evaluate(tracks)).toEqual(['ended']);
    expect(await page.locator('.you').count()).toBe(0);
    await microphone(page).click();
    await bar(page).getByText('0:00').waitFor();
    await bar(page).getByRole('button', { name: 'Throw away' }).click();
    expect(posts.filter((url) => url.includes('/voice'))).toEqual([]);
    expect((await counts()).media).toBe(before.media);
    await speak(page);
    expect(await page.evaluate(tracks)).toEqual(['ended', 'ended', 'live']);
    await bar(page).getByRole('button', { name: 'Send' }).click();
    await page.locator('.you').getByText('Delivered').waitFor({ state: 'attached' });
    expect(await page.evaluate(tracks)).toEqual(['ended', 'ended', 'ended']);
  });

  test('that cannot go out waits, outlives a reload, and goes out once', async () => {
    const { page } = await open('/chat');
    await page.getByText('Connected').waitFor();
    const before = await counts();
    const ids = new Set<string | null>();
    await page.route('**/api/chat/voice?*', (route) => {
      ids.add(new URL(route.request().url()).searchParams.get('id'));
      return route.abort();
    });
    await speak(page);
    await bar(page).getByRole('button', { name: 'Send' }).click();
    await page.getByText('There is no connection just now.').waitFor();
    expect(await page.getByText('keep this page open').count()).toBe(0);
    expect((await counts()).media).toBe(before.media);
    await page.unroute('**/api/chat/voice?*');
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname.endsWith('/voice')) ids.add(searchParams.get('id'));
    });
    await page.reload();
    await page.locator('.you', { hasText: 'Voice message' }).getByText('Delivered').waitFor({ state: 'attached' });
    expect(ids.size).toBe(1);
    expect((await counts()).media).toBe(before.media + 1);
    await expect
      .poll(() => page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('sound/'))))
      .toEqual([]);
  });

  test('that the browser has no room to keep asks to leave the page open, and is owned up to when it was lost', async () => {
    const { page } = await open('/chat', (fresh) =>
      fresh.addInitScript(() => {
        const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (name, value) {
          if (name.startsWith('sound/')) throw new DOMException('no room', 'QuotaExceededError');
          set.call(this, name, value);
        };
      }),
    );
    await page.getByText('Connected').waitFor();
    await page.route('**/api/chat/voice?*', (route) => route.abort());
    await speak(page);
    await bar(page).getByRole('button', { name: 'Send' }).click();
    await page.getByText('Please keep this page open until it has').waitFor();
    await page.reload();
    await page.getByText('A voice message could not be sent and is not here any more.').waitFor();
    await expect.poll(() => page.locator('.you', { hasText: 'Voice message' }).count()).toBe(0);
  });

  test('cannot be recorded where the browser has no recorder, and the page says so where there is no microphone', async () => {
    const { page: old } = await open('/chat', (page) =>
      page.addInitScript(() => Reflect.deleteProperty(window, 'MediaRecorder')),
    );
    await old.getByText('Connected').waitFor();
    expect(await old.locator('#record').isVisible()).toBe(false);
    const { page } = await open('/chat', (fresh) =>
      fresh.addInitScript(() => {
        MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      }),
    );
    await page.getByText('Connected').waitFor();
    await microphone(page).click();
    await page.getByText('The microphone cannot be used here.').waitFor();
    expect(await bar(page).isVisible()).toBe(false);
    expect(await microphone(page).isEnabled()).toBe(true);
  });

  test('may be recorded on the chat page and nowhere else', async () => {
    const policy = async (path: string) =>
      (await fetch(`${amaan.url}${path}`, { redirect: 'manual' })).headers.get('permissions-policy');
    expect(await policy('/chat')).toContain('microphone=(self)');
    for (const path of ['/desk', '/', '/api/chat/messages', '/nowhere']) expect(await policy(path)).toContain('microphone=()');
    for (const path of ['/chat', '/desk']) expect(await policy(path)).toContain('camera=()');
  });
});
