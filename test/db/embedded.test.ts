/** The database that comes along: shared by the processes of a folder, and safe from whatever ends them. */
import { chmodSync, statSync } from 'node:fs';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded } from '../../db/embedded/embedded.ts';
import { createDataDir, type DataDir } from '../support/dataDir.ts';
import { type Program, runProgram, urlOf } from '../support/program.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';
import { writeInTurn } from '../support/standins/telegram/writer.ts';
import { Visitor } from '../support/web/visitor.ts';

const root = process.getuid?.() === 0;
const [shared, killed, changing] = [createDataDir(), createDataDir(), createDataDir()];

function start(dir: DataDir, telegram?: TelegramServer): Program {
  const bot = telegram && { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url };
  return runProgram(['start'], { DATA_DIR: dir.path, HOST: '127.0.0.1', PORT: '0', ...bot });
}

async function worked(dir: DataDir): Promise<number> {
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
  const dir = shared;
  const server = await startTelegramServer();
  onTestFinished(() => server.close());
  const both = [start(dir, server), start(dir, server)] as const;
  const urls = await Promise.all(both.map(urlOf));
  const postmaster = dir.postmaster();
  const owner = await Promise.race(both.map((program) => program.logged('telegram ready').then(() => program)));
  const other = owner === both[0] ? both[1] : both[0];
  await writeInTurn(server, 7, [{ words: 'hello 7' }, { press: 'en' }]);
  await Promise.all(urls.map(write));
  expect(await worked(dir)).toBe(4);
  const texts = server.sent(7).map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
  expect(other.log().filter(({ msg }) => msg === 'telegram ready')).toEqual([]);

  expect((await owner.end('SIGTERM')).code).toBe(0);
  expect(dir.postmaster()).toBe(postmaster);
  await other.logged('telegram ready');
  await writeInTurn(server, 8, [{ words: 'hello 8' }, { press: 'en' }]);
});

test('what was written survives when the process is killed, when PostgreSQL is killed, and when both are', async () => {
  const dir = killed;
  const first = start(dir);
  await write(await urlOf(first));
  const before = dir.postmaster();
  await first.end('SIGKILL');

  const second = start(dir);
  const url = await urlOf(second);
  expect(dir.postmaster()).toBe(before);
  expect(await worked(dir)).toBe(1);
  await write(url);
  await second.end('SIGKILL');
  process.kill(before, 'SIGKILL');

  const third = start(dir);
  await write(await urlOf(third));
  expect(dir.postmaster()).not.toBe(before);
  expect(await worked(dir)).toBe(3);
});

test('a server that dies under a running program is started again at the same address', async () => {
  const dir = createDataDir();
  const server = await startEmbedded(dir.path);
  const ask = async (): Promise<unknown> => {
    const sql = postgres(server.url, { max: 1, onnotice: () => {} });
    return await sql`select 1 as one`.finally(() => sql.end());
  };
  await ask();
  const before = dir.postmaster();
  await server.revive();
  expect(dir.postmaster()).toBe(before);

  process.kill(before, 'SIGKILL');
  await expect(ask()).rejects.toThrow();
  await server.revive();
  expect(await ask()).toEqual([{ one: 1 }]);
  expect(dir.postmaster()).not.toBe(before);
  await server.stop();
});

test.skipIf(!root)('root can keep the folder to itself, or open it, and the data stay', async () => {
  const dir = changing;
  for (const [mode, count] of [
    [0o700, 1],
    [0o755, 2],
    [0o700, 3],
  ] as const) {
    chmodSync(dir.path, mode);
    const server = await startEmbedded(dir.path);
    const sql = postgres(server.url, { max: 1, onnotice: () => {} });
    await sql`create table if not exists kept (at timestamptz default now())`;
    await sql`insert into kept default values`;
    expect(await sql`select * from kept`).toHaveLength(count);
    await sql.end();
    await server.stop();
    expect(statSync(dir.path).uid).toBe(0);
  }
});
