/** `npm run bench -- channels`: from a person's message to the reply, how soon a channel is ready, and what it keeps in memory. */
import { parseArgs } from 'node:util';
import { type Command, print, UsageError } from '../../../src/cli/command.ts';
import { cloudLine } from '../../support/faults/cloudLine.ts';
import type { FaultLine } from '../../support/faults/line.ts';
import { telegramLine } from '../../support/faults/telegramLine.ts';
import { whatsappLine } from '../../support/faults/whatsappLine.ts';
import { table } from '../table.ts';
import { delays } from './delays.ts';
import { footprints } from './footprints.ts';
import { House } from './house.ts';

const HELP = `Usage: npm run bench -- channels [options]

Runs the real program against stand-ins on this machine, one channel after the other.

  --messages N    how many messages to measure (default 200), each of somebody new
  --rate N        messages a second (default 5)
  --memory N      also the memory of the program and its browser over so many messages
  --only A,B      only some of telegram,cloud,whatsapp
  --json          print one JSON object`;

const LINES: Readonly<Record<string, () => Promise<FaultLine>>> = {
  telegram: telegramLine,
  cloud: cloudLine,
  whatsapp: whatsappLine,
};

/** Milliseconds, and bytes. */
interface Measured {
  readonly channel: string;
  /** From the start of the process with everything saved until messages can arrive; of that, the program without the channel. */
  readonly ready: { readonly whole: number; readonly program: number };
  readonly reply: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly memory?: readonly number[];
}

export const channels: Command = {
  summary: 'from message to reply on each channel, readiness and memory',
  help: HELP,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        messages: { type: 'string', default: '200' },
        rate: { type: 'string', default: '5' },
        memory: { type: 'string', default: '0' },
        only: { type: 'string', default: Object.keys(LINES).join(',') },
        json: { type: 'boolean', default: false },
      },
    });
    const plan = {
      messages: count('--messages', values.messages),
      rate: count('--rate', values.rate),
      memory: Number(values.memory),
    };
    const measured: Measured[] = [];
    for (const name of values.only.split(',')) {
      const open = LINES[name];
      if (!open) throw new UsageError(`--only: there is no channel ${JSON.stringify(name)}`);
      measured.push(await measure(name, await open(), plan));
    }
    print(values.json ? JSON.stringify(measured) : describe(measured));
    return 0;
  },
};

async function measure(
  channel: string,
  line: FaultLine,
  { messages, rate, memory }: { messages: number; rate: number; memory: number },
): Promise<Measured> {
  const house = new House(line);
  try {
    await house.open();
    await house.close();
    const ready = await house.open();
    const reply = await delays(line.standIn, { messages, rate });
    const sizes = memory > 0 ? await footprints(house, line.standIn, memory) : undefined;
    await house.close();
    return { channel, ready, reply, ...(sizes && { memory: sizes }) };
  } finally {
    await house.clear();
    await line.close();
  }
}

function describe(measured: readonly Measured[]): string {
  const milliseconds = (value: number): string => `${Math.round(value)} ms`;
  const rows = measured.map(({ channel, ready, reply }) => [
    channel,
    ...[reply.p50, reply.p95, reply.p99, ready.whole, ready.program].map(milliseconds),
  ]);
  const sizes = measured.flatMap(({ channel, memory }) =>
    memory ? [`${channel}, MiB: ${memory.map((size) => Math.round(size / 2 ** 20)).join(' ')}`] : [],
  );
  return [table([['', 'reply p50', 'p95', 'p99', 'ready', 'of it the program'], ...rows]), ...sizes].join('\n');
}

function count(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`${name}: must be a whole number from 1 on`);
  return number;
}
