/** Starts one real PostgreSQL for the whole run and migrates the template that every test file's database is cloned from. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../db/embedded/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { loadTriage } from '../../src/wiring/triage.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server's address; its path names the migrated template. */
    templateUrl: string;
    /** What `DATA_DIR` is to the tests; the model of the phrases is kept in it. */
    dataDir: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-test-'));
  const server = await startEmbedded(folder);
  const template = new URL(server.url);
  template.pathname = '/template_amaan';
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql`create database template_amaan`;
  await migrate(template.href);
  await sql`alter database template_amaan is_template true`;
  await sql.end();
  project.provide('templateUrl', template.href);
  const dataDir = join(folder, 'data');
  loadTriage(dataDir);
  project.provide('dataDir', dataDir);
  return async () => {
    // The server stops only when nobody is connected, and a test worker may still be closing its lines.
    const last = postgres(server.url, { max: 1, onnotice: () => {} });
    await last`select pg_terminate_backend(pid, 5000) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
    await last.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
