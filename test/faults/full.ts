/**
 * The fault suite in full, a channel after the other, and its table: `npm run faults -- [channel …] [file for the table]`.
 * KILL_SEED makes the same moments again.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Messages of a full run, and how often something is killed in it. */
const EVENTS = { telegram: 10_000, cloud: 10_000, whatsapp: 2_000 } as const;
const KILLS = 25;

const given = process.argv.slice(2);
const isChannel = (word: string): word is keyof typeof EVENTS => word in EVENTS;
const named = given.filter(isChannel);
const file = given.find((word) => !isChannel(word)) ?? join(mkdtempSync(join(tmpdir(), 'amaan-faults-')), 'table.txt');
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

let failed = false;
for (const channel of named.length > 0 ? named : (['telegram', 'cloud', 'whatsapp'] as const)) {
  const sizes = { FAULT_EVENTS: String(EVENTS[channel]), FAULT_KILLS: String(KILLS), FAULT_TABLE: file };
  const env = { ...process.env, ...sizes };
  const { status } = spawnSync(process.execPath, [vitest, 'run', `test/faults/${channel}.test.ts`], { env, stdio: 'inherit' });
  failed ||= status !== 0;
}
process.stdout.write(`\n${readFileSync(file, 'utf8')}`);
process.exitCode = failed ? 1 : 0;
