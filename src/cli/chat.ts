import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createTerminal } from '../channels/terminal/terminal.ts';
import { type Clock, systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import type { Effect } from '../engine/protocol.ts';
import { createLogger } from '../logger.ts';
import { runChannel } from '../wiring/channels.ts';
import { type Foundation, openFoundation } from '../wiring/foundation.ts';
import { createInbox, createWorker } from '../wiring/turns.ts';
import { type Command, print, UsageError } from './command.ts';

const HELP = `Usage: npm run amaan -- chat [--fresh] [--json] [--at TIME]

Talk to Amaan as a complainant would. Answer by number, by the words of an option, or by [id]. Ctrl-D ends.
Lines can also come from a pipe. /new goes on as somebody else, who has never written here.

  --fresh      a throw-away database instead of the one under DATA_DIR
  --json       one JSON object a line: what the bot says with its options, and the effects it asks for
  --at TIME    pretend that it is this time, such as 2026-11-23T22:30+05:00`;

/** A conversation in the terminal, on the real parts. */
export const chat: Command = {
  summary: 'talk to Amaan in the terminal',
  help: HELP,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { fresh: { type: 'boolean' }, json: { type: 'boolean' }, at: { type: 'string' } },
    });
    const folder = values.fresh ? mkdtempSync(join(tmpdir(), 'amaan-chat-')) : undefined;
    const env = {
      LOG_LEVEL: 'error',
      ...process.env,
      ...(folder ? { DATA_DIR: folder, DATABASE_URL: '', AMAAN_MASTER_KEY: '', AMAAN_MASTER_KEY_FILE: '' } : {}),
    };
    const config = readConfig(env);
    const foundation = await openFoundation(config, createLogger(config.LOG_LEVEL), clockOf(values.at));
    try {
      await talk(foundation, values.json === true, readConfig({ LOG_LEVEL: 'error', ...process.env }).DATA_DIR);
    } finally {
      await foundation.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
    }
    return 0;
  },
};

/** The model is kept under `modelDir`, so that a throw-away database does not mean learning anew. */
async function talk(foundation: Foundation, json: boolean, modelDir: string): Promise<void> {
  const worker = createWorker(foundation, {
    modelDir,
    watch: (_conversation, effects) => {
      if (json) for (const effect of effects) if (effect.type !== 'say') print(JSON.stringify(describe(effect)));
    },
  });
  const receiver = createInbox(foundation, worker);
  const terminal = createTerminal({ print, json });
  const running = runChannel(foundation, () => terminal, receiver);
  await running.started;
  const interactive = process.stdin.isTTY === true && !json;
  const answered = async (): Promise<void> => {
    await worker.settled();
    await running.settled();
  };
  if (interactive) await terminal.type('/start');
  await answered();
  // Made only now: what a pipe holds is read at once, and would be gone before anybody listens.
  const lines = createInterface({ input: process.stdin, ...(interactive ? { output: process.stdout, prompt: '\n> ' } : {}) });
  if (interactive) lines.prompt();
  for await (const line of lines) {
    await terminal.type(line);
    await answered();
    if (interactive) lines.prompt();
  }
  await running.stop();
  await worker.stop();
}

/** Effects without what the person told: that stands in the conversation already. */
function describe(effect: Effect): Record<string, unknown> {
  const { type } = effect;
  if (effect.type === 'handOff') return { effect: type, urgency: effect.urgency };
  if (effect.type === 'openCase' || effect.type === 'updateCase')
    return { effect: type, urgency: effect.urgency, flags: effect.flags };
  if (effect.type === 'speak') return { effect: type, language: effect.language };
  if (effect.type === 'wait') return { effect: type, minutes: effect.minutes };
  if (effect.type === 'alarm') return { effect: type, flag: effect.flag };
  return { effect: type };
}

/** A pretended clock goes on from the given time. */
function clockOf(at: string | undefined): Clock {
  if (at === undefined) return systemClock;
  const begin = Date.parse(at);
  if (Number.isNaN(begin)) throw new UsageError(`--at: ${JSON.stringify(at)} is not a time such as 2026-11-23T22:30+05:00`);
  const offset = begin - Date.now();
  return () => new Date(Date.now() + offset);
}
