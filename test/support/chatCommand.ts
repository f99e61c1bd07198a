/** The command `chat --fresh --json`, fed with lines like a pipe would. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;

/** One line that it printed: a message, or an effect. */
export interface Line {
  readonly from?: string;
  readonly effect?: string;
  readonly urgency?: string;
  readonly text?: string;
  readonly options?: readonly { id: string; label: string }[];
}

/** Pipes lines in and resolves to what came out. `dataDir` holds the model, so that it need not be learnt again. */
export async function chat(lines: readonly string[], dataDir: string, ...options: string[]): Promise<Line[]> {
  const child = spawn(process.execPath, [MAIN, 'chat', '--fresh', '--json', ...options], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, DATA_DIR: dataDir },
  });
  child.stdin.end(`${lines.join('\n')}\n`);
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.once('exit', done)),
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}
