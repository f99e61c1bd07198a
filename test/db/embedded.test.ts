/** The database that comes along: shared by the processes of a folder, and safe from whatever ends them. */
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { createDataDir, type DataDir } from '../support/dataDir.ts';
import { type Program, runProgram, urlOf } from '../support/program.ts';
import { startTelegramServer, type TelegramServer } from '../support/telegram/server.ts';
import { writeInTurn } from '../support/telegram/writer.ts';
import { Visitor } from '../support/web/visitor.ts';

const root = process.getuid?.() === 0;

function start(dir: DataDir, telegram?: TelegramServer): Program {
  const bot = telegram && { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url };
  return runProgram(['start'], { DATA_DIR: dir.path, HOST: '127.0.0.1', PORT: '0', ...bot });
}

async function stories(dir: DataDir): Promise<number> {
  const [row] = await dir.connect()<{ count: number }[]>`select count(*)::int as count from inbox where done_at is not null`;
  return row?.count ?? 0;
}

/** Writes one message on the page and resolves when it has been answered. */
async function write(url: string): Promise<void> {
  const visitor = new Visitor(url);
  await visitor.arrive();
  const listening = await visitor.listen(0);
  await visitor.say({ kind: 'text', text: 'hello, can you help me' });
  await listening.messages(1);
  listening.hangUp();
}

test('two processes that start together in one folder share one server, and one of them has each channel', async () => {
  const dir = createDataDir();
  const server = await startTelegramServer();
  onTestFinished(() => server.close());
  const both = [start(dir, server), start(dir, server)] as const;
  const urls = await Promise.all(both.map(urlOf));
  const postmaster = dir.postmaster();
  await Promise.race(both.map((program) => program.logged('telegram ready')));
  await writeInTurn(server, 7, [{ words: 'hello 7' }, { press: 'en' }]);
  await Promise.all(urls.map(write));
  expect(await stories(dir)).toBe(4);
  const texts = server.sent(7).map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);

  expect((await both[0].end('SIGTERM')).code).toBe(0);
  expect(dir.postmaster()).toBe(postmaster);
  const other = both[1];
  await other.logged('telegram ready');
  await writeInTurn(server, 8, [{ words: 'hello 8' }, { press: 'en' }]);
});

test('what was written survives when the process is killed, when PostgreSQL is killed, and when both are', async () => {
  const dir = createDataDir();
  const first = start(dir);
  await write(await urlOf(first));
  const before = dir.postmaster();
  await first.end('SIGKILL');

  const second = start(dir);
  const url = await urlOf(second);
  expect(dir.postmaster()).toBe(before);
  expect(await stories(dir)).toBe(1);
  await write(url);
  await second.end('SIGKILL');
  process.kill(before, 'SIGKILL');

  const third = start(dir);
  await write(await urlOf(third));
  expect(dir.postmaster()).not.toBe(before);
  expect(await stories(dir)).toBe(3);
});
