/** `npm run amaan -- triage` as a process of its own. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export type Settings = Readonly<Record<string, string>>;

/** Starts it with the model that the test run has learnt already. */
export function startTriage(args: readonly string[], settings: Settings = {}, main = MAIN): ChildProcessWithoutNullStreams {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: inject('dataDir'), ...settings };
  const child = spawn(process.execPath, [main, 'triage', ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  // A program that refuses its arguments does not wait for its input.
  child.stdin.on('error', () => {});
  return child;
}

/** Resolves to what it printed when it has ended. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ran> {
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, out, err };
}

/** Runs it on all of its standard input. */
export async function runTriage(
  args: readonly string[],
  input: string | Uint8Array = '',
  settings: Settings = {},
  main = MAIN,
): Promise<Ran> {
  const child = startTriage(args, settings, main);
  child.stdin.end(input);
  return await ended(child);
}
