/**
 * The default database: a real PostgreSQL under the data folder, started when nothing else was set. It outlives a
 * killed process, is joined by the next one, and is stopped by the last one that leaves in good order.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { type Account, type Binaries, chooseAccount, findBinaries, giveTo } from './binaries.ts';
import { holdLock } from './lock.ts';

export interface EmbeddedServer {
  /** Where the database `amaan` is. */
  readonly url: string;
  /** Starts the server again, at the same address, if it died. */
  revive(): Promise<void>;
  /** Stops the server unless another process is still connected to it. */
  stop(): Promise<void>;
}

const USER = 'amaan';
/** Error texts of the server may quote values, so they are kept out of its log. */
const FLAGS = [
  '-c listen_addresses=127.0.0.1',
  "-c unix_socket_directories=''",
  '-c log_min_error_statement=panic',
  '-c log_min_messages=error',
  '-c log_parameter_max_length=0',
  '-c log_parameter_max_length_on_error=0',
  '-c log_error_verbosity=terse',
  '-c max_connections=200',
].join(' ');

/** How long the rest of a killed server may take to end. Milliseconds. */
const LETTING_GO = 15_000;

/** Starts the server under `dataDir`, or joins the one that runs there. Throws with what to do when neither works. */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  const home = resolve(dataDir);
  mkdirSync(home, { recursive: true });
  const programs = await findBinaries();
  const release = await holdLock(join(home, 'postgres.lock'));
  try {
    const cluster = join(home, 'postgres');
    const password = readPassword(join(home, 'postgres.password'));
    const account = chooseAccount([home, dirname(programs.postgres)]);
    const server = { cluster, password, account, programs };
    if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(server);
    giveTo(account, cluster);
    const port = (await runningPort(server)) ?? (await launch(server));
    await ensureDatabase(urlOf(port, password, 'postgres'));
    return { url: urlOf(port, password, USER), revive: () => revive(server, port), stop: () => leave(server, port) };
  } finally {
    release();
  }
}

interface Server {
  readonly cluster: string;
  readonly password: string;
  readonly account: Account;
  readonly programs: Binaries;
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}

function readPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

async function initialise(server: Server): Promise<void> {
  rmSync(server.cluster, { recursive: true, force: true });
  mkdirSync(server.cluster, { mode: 0o700 });
  giveTo(server.account, server.cluster);
  const passwordFile = join(server.cluster, '..', `postgres.init-${process.pid}`);
  writeFileSync(passwordFile, server.password, { mode: 0o600 });
  if (server.account.ids.uid !== undefined) chmodSync(passwordFile, 0o644);
  try {
    await run(server, server.programs.initdb, [
      `--pgdata=${server.cluster}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
  } catch (error) {
    rmSync(server.cluster, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The port of a server that already runs on this cluster and answers. */
async function runningPort(server: Server): Promise<number | undefined> {
  const file = join(server.cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const port = Number(readFileSync(file, 'utf8').split('\n')[3]);
  return port > 0 && (await answers(urlOf(port, server.password, 'postgres'))) ? port : undefined;
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function revive(server: Server, port: number): Promise<void> {
  if (await listens(port)) return;
  const release = await holdLock(join(server.cluster, '..', 'postgres.lock'));
  try {
    // Another process that shares the server may have been quicker.
    if ((await runningPort(server)) === undefined) await launch(server, port);
  } finally {
    release();
  }
}

/** Whether anybody listens there; cheaper than asking the server, and a process id may belong to a dead or to another one. */
function listens(port: number): Promise<boolean> {
  return new Promise((tell) => {
    const line = createConnection({ host: '127.0.0.1', port, timeout: 2_000 });
    const end = (answer: boolean) => (): void => {
      line.destroy();
      tell(answer);
    };
    line.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

/** Starts the server. What is left of one that was killed takes a moment to let go of the folder, so it is tried for a while. */
async function launch(server: Server, wanted?: number): Promise<number> {
  const log = join(server.cluster, 'server.log');
  for (const until = Date.now() + LETTING_GO; ; ) {
    const port = wanted ?? (await freePort());
    const args = ['-D', server.cluster, '-l', log, '-w', '-t', '60', '-o', `-p ${port} ${FLAGS}`, 'start'];
    try {
      await run(server, server.programs.pg_ctl, args);
      return port;
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(500);
    }
  }
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${USER}`;
    if (found.length === 0) await sql`create database ${sql(USER)}`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function leave(server: Server, port: number): Promise<void> {
  const sql = postgres(urlOf(port, server.password, 'postgres'), { max: 1, onnotice: () => {} });
  const others = await sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`.catch(() => []);
  await sql.end({ timeout: 1 });
  if (others[0]?.count !== 0) return;
  await run(server, server.programs.pg_ctl, ['-D', server.cluster, '-m', 'fast', '-w', 'stop']).catch(() => {});
}

/** Runs one PostgreSQL program to its end, under the account that may run it. */
function run(server: Server, program: string, args: readonly string[]): Promise<void> {
  const [command = program, ...rest] = [...server.account.prefix, program, ...args];
  return new Promise((done, failed) => {
    const child = spawn(command, rest, {
      ...server.account.ids,
      cwd: server.cluster,
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      // A daemon keeps the pipe open, so only the program's own errors are read, from a file-less 'pipe' that we close.
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
    child.once('error', failed);
    child.once('exit', (code) => {
      child.stderr.destroy();
      if (code === 0) done();
      else
        failed(new Error(`PostgreSQL's ${program.split('/').at(-1)} failed (${code}): ${said.trim().split('\n').at(-1) ?? ''}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no port is free'))));
    });
  });
}
