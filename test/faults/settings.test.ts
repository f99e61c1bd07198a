/** A setting that cannot work ends the start with exit code 2 and one line that names it and says what to do. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';
import { createDatabase } from '../support/database.ts';
import { createDataDir } from '../support/dataDir.ts';
import { endPrograms, runProgram } from '../support/program.ts';

const { url } = await createDatabase();
const dir = createDataDir();
afterAll(endPrograms);

const key = (): string => randomBytes(32).toString('hex');
/** A place at which nothing listens: port 1 is reserved. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1/nothing';

const given = { DATABASE_URL: url, AMAAN_MASTER_KEY: key(), HOST: '127.0.0.1', PORT: '0' };

/** Starts with settings that must not work; resolves to what was printed, line by line. */
async function refusal(settings: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const program = runProgram(['start'], { DATA_DIR: dir.path, ...settings });
  const { code } = await program.ended;
  expect(code).toBe(2);
  return program.printed().trimEnd().split('\n');
}

test.for([
  ['DATABASE_URL', { ...given, DATABASE_URL: 'mysql://somewhere' }],
  ['AMAAN_MASTER_KEY', { ...given, AMAAN_MASTER_KEY: 'short' }],
  ['AMAAN_MASTER_KEY', { DATABASE_URL: url }],
  ['PORT', { ...given, PORT: 'eighty' }],
  ['PORT', { ...given, PORT: '70000' }],
  ['PORT', { ...given, PORT: '80.5' }],
  ['PUBLIC_URL', { ...given, PUBLIC_URL: 'help.example.org' }],
  ['TELEGRAM_BOT_TOKEN', { ...given, TELEGRAM_BOT_TOKEN: 'hello' }],
  ['TELEGRAM_API_ROOT', { ...given, TELEGRAM_API_ROOT: 'nowhere' }],
  ['TELEGRAM_WEBHOOK_SECRET', { ...given, TELEGRAM_WEBHOOK_SECRET: 'short' }],
  ['WHATSAPP', { ...given, WHATSAPP: 'maybe' }],
  ['TIME_ZONE', { ...given, TIME_ZONE: 'Mars/Olympus' }],
  ['LOG_LEVEL', { ...given, LOG_LEVEL: 'loud' }],
  ['ROLES', { ...given, ROLES: 'bot,cook' }],
] as const)('%s is named in one line', ([setting, settings]) => {
  const problems = problemsOf(settings);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${setting}: .{10,}`));
  expect(problems[0]).not.toContain('\n');
});

describe('what only shows when it is tried', () => {
  test.for([
    ['DATABASE_URL', { ...given, DATABASE_URL: NOWHERE }],
    ['AMAAN_MASTER_KEY_FILE', { DATABASE_URL: url, AMAAN_MASTER_KEY_FILE: '/nowhere/master.key' }],
    ['HOST', { ...given, HOST: '203.0.113.1' }],
  ] as const)('%s is named in one line', async ([setting, settings]) => {
    const lines = await refusal(settings);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^amaan: ${setting}: .{10,}`));
  });

  test('another master key than the database was begun with', async () => {
    const first = runProgram(['start'], given);
    await first.logged('amaan started');
    await first.end('SIGTERM');
    const lines = await refusal({ ...given, AMAAN_MASTER_KEY: key() });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^amaan: AMAAN_MASTER_KEY: .*another master key/);
  });

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    const lines = await refusal({ ...given, PORT: String(port) });
    other.close();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^amaan: PORT: ${port} is taken`));
  });
});

function problemsOf(settings: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(settings);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test('several wrong settings are one line each', async () => {
  const lines = await refusal({ ...given, PORT: 'eighty', LOG_LEVEL: 'loud', TIME_ZONE: 'Mars/Olympus' });
  expect(lines.map((line) => /[A-Z_]+(?=:)/.exec(line)?.[0])).toEqual(['PORT', 'TIME_ZONE', 'LOG_LEVEL']);
});
