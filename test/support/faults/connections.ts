/** Keeps a program on this machine, and notes where else it wanted to go. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HOOK = new URL('./onThisMachine.ts', import.meta.url).href;

/** The file in a data folder that lists them. */
const FILE = 'strays.txt';

/** Settings for a program that is watched from its first line on. */
export function recordingConnections(folder: string): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import=${HOOK}`, STRAYS_FILE: join(folder, FILE) };
}

/** The hosts that watched programs wanted to reach, or whose address they asked for, elsewhere than here. */
export function straysIn(folder: string): readonly string[] {
  const file = join(folder, FILE);
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
}

/** Notes one. */
export function noteStray(file: string, host: string): void {
  appendFileSync(file, `${host}\n`);
}
