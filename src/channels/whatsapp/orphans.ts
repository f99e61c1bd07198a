/**
 * Browsers that still hold our profile: that of a killed process of ours would stay linked and take the messages that are
 * meant for us. One is known by its command line, which names the profile folder; Chromium writes it for nobody else.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

/** How long a browser may take to close by itself. Milliseconds. */
const PATIENCE = 5_000;

/** What a browser leaves in the profile to say that it is in use. */
const CLAIMS = ['SingletonLock', 'SingletonSocket', 'SingletonCookie'];

/** Ends every browser on this profile, first kindly, and removes what says that it is in use. Gives how many there were. */
export async function endOrphans(profile: string, patience = PATIENCE): Promise<number> {
  const found = await browsersOn(profile);
  for (const pid of found) signal(pid, 'SIGTERM');
  const deadline = performance.now() + patience;
  let left = found;
  while (left.length > 0 && performance.now() < deadline) {
    await setTimeout(50);
    left = await browsersOn(profile);
  }
  for (const pid of left) signal(pid, 'SIGKILL');
  while ((await browsersOn(profile)).length > 0) await setTimeout(20);
  for (const claim of CLAIMS) await rm(join(profile, claim), { force: true });
  return found.length;
}

/** Ends a process, or does nothing when it has ended. */
export function signal(pid: number, how: NodeJS.Signals): void {
  try {
    process.kill(pid, how);
  } catch {
    // It ended by itself in between.
  }
}

/** The processes that run on this profile. */
export async function browsersOn(profile: string): Promise<number[]> {
  const argument = `--user-data-dir=${profile}`;
  const running = await commandLines();
  return running.filter(({ args }) => args.includes(argument)).map(({ pid }) => pid);
}

interface Running {
  readonly pid: number;
  readonly args: readonly string[] | string;
}

async function commandLines(): Promise<Running[]> {
  const pids = await readdir('/proc').catch(() => undefined);
  if (!pids) return await listed();
  const all = pids
    .filter((name) => /^\d+$/.test(name))
    .map(async (name) => {
      // A process that has just ended has no command line any more.
      const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
      return { pid: Number(name), args: line.split('\0') };
    });
  return await Promise.all(all);
}

/** Where there is no /proc, one string a process: a profile whose path begins like ours would be taken for ours. */
async function listed(): Promise<Running[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,command=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, command] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined || command === undefined ? [] : [{ pid: Number(pid), args: `${command} ` }];
  });
}
