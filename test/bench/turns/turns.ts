/** `npm run bench -- turns`: how many durable turns a machine does, and how near that is to what its database allows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { startEmbedded } from '../../../db/embedded/embedded.ts';
import { type Command, print, UsageError } from '../../../src/cli/command.ts';
import { compare } from './compare.ts';
import { cpuOf } from './cpu.ts';
import { lengthCost } from './length.ts';
import { memoryCost } from './memory.ts';
import { record } from './record.ts';
import { describe, type Report } from './report.ts';
import { rowsPerTurn } from './rows.ts';
import { Stand } from './stand.ts';

const HELP = `Usage: npm run bench -- turns [options]

Takes turns of the intake conversation on the real parts and a real PostgreSQL in a temporary folder, with 1, 8 and 32
conversations at once, beside the same SQL statements alone (the floor), in alternating stretches.

  --seconds N     how long to measure, about (default 50)
  --only N,N      only with so many conversations at once (default 1,8,32)
  --memory        also the memory of 10,000 and 20,000 open conversations (a minute or two more)
  --json          print one JSON object`;

const CONVERSATIONS = '1,8,32';

/** Alternating pairs of stretches; odd, so that the median is one of them. */
const REPEATS = 5;

/** The share of the time that goes into conversations of many turns, and how much time buys one more of each length. */
const LENGTH_SHARE = 0.2;
const MILLISECONDS_A_PERSON = 5_000;

/** Durable turns a second on this machine, and their floor. */
export const turns: Command = {
  summary: 'durable turns a second beside the same SQL alone, and the cost of long conversations',
  help: HELP,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seconds: { type: 'string', default: '50' },
        only: { type: 'string', default: CONVERSATIONS },
        memory: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const milliseconds = positive('--seconds', values.seconds) * 1_000;
    const conversations = values.only.split(',').map((count) => positive('--only', count));
    const report = await onServer((url, cluster) =>
      measure({ url, cluster, milliseconds, conversations, memory: values.memory }),
    );
    print(values.json ? JSON.stringify(report) : describe(report));
    return 0;
  },
};

interface Plan {
  readonly url: string;
  readonly cluster: string;
  readonly milliseconds: number;
  readonly conversations: readonly number[];
  readonly memory: boolean;
}

async function measure({ url, cluster, milliseconds, conversations, memory }: Plan): Promise<Report> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  const rows = await rowsPerTurn(url, admin);
  await admin.end();
  const stand = await Stand.open(url);
  try {
    const recorded = await record(stand);
    const cpu = cpuOf(cluster);
    // Each pair is two stretches, and one more pair's half of each warms up.
    const stretch = (milliseconds * (1 - LENGTH_SHARE)) / conversations.length / (2 * REPEATS + 1);
    const comparisons = [];
    for (const count of conversations) {
      comparisons.push(await compare({ stand, recorded, cpu, conversations: count, repeats: REPEATS, stretch }));
    }
    const lengths = await lengthCost(stand, Math.ceil(milliseconds / MILLISECONDS_A_PERSON));
    return { rows, comparisons, lengths, memory: memory ? await memoryCost(stand) : [] };
  } finally {
    await stand.close();
  }
}

async function onServer<Result>(work: (url: string, cluster: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-bench-'));
  const server = await startEmbedded(folder);
  try {
    return await work(server.url, join(folder, 'postgres'));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new UsageError(`${option} must be a number above 0`);
  return value;
}
