/** A data folder of a test's own, with the PostgreSQL that a program started in it. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, inject } from 'vitest';
import { chooseAccount, findBinaries } from '../../db/embedded/binaries.ts';
import { readMasterKeyFile } from '../../src/config.ts';
import { Keyring } from '../../src/privacy/keyring.ts';
import { endPrograms } from './program.ts';

export interface DataDir {
  readonly path: string;
  /** The first process of the running PostgreSQL. */
  postmaster(): number;
  /** Connects to the database in it, which must be running. */
  connect(): Sql;
  /** The keys that the program made for itself. */
  keyring(): Keyring;
  /** Stops PostgreSQL in good order; nothing happens when it does not run. */
  stopServer(): Promise<void>;
}

/** Makes a folder that holds the model of the phrases already; to be called outside tests. After the test file the programs are ended, PostgreSQL is stopped and the folder is gone. */
export function createDataDir(): DataDir {
  const path = mkdtempSync(join(tmpdir(), 'amaan-data-'));
  cpSync(join(inject('dataDir'), 'triage'), join(path, 'triage'), { recursive: true });
  const cluster = join(path, 'postgres');
  const connections: Sql[] = [];
  const pidFile = (): string[] => readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  const control = async (mode: 'fast' | 'immediate'): Promise<void> => {
    if (!existsSync(join(cluster, 'postmaster.pid'))) return;
    const programs = await findBinaries();
    const { prefix, ids } = chooseAccount([path, dirname(programs.postgres)]);
    const [command = '', ...args] = [...prefix, programs.pg_ctl, '-D', cluster, '-m', mode, '-w', 'stop'];
    spawnSync(command, args, { ...ids, cwd: cluster, stdio: 'ignore' });
  };
  afterAll(async () => {
    await endPrograms();
    await Promise.all(connections.map((sql) => sql.end({ timeout: 1 })));
    await control('immediate');
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    path,
    postmaster: () => Number(pidFile()[0]),
    connect() {
      const password = readFileSync(join(path, 'postgres.password'), 'utf8').trim();
      const port = Number(pidFile()[3]);
      const sql = postgres({
        host: '127.0.0.1',
        port,
        username: 'amaan',
        password,
        database: 'amaan',
        max: 2,
        onnotice: () => {},
      });
      connections.push(sql);
      return sql;
    },
    keyring: () => new Keyring(readMasterKeyFile(join(path, 'master.key'))),
    stopServer: () => control('fast'),
  };
}
