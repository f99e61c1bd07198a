/** A lock file with the holder's process id, so that two processes that start together do not start two servers. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 90_000;

/** Waits for the lock; a holder that is dead loses it. Returns how to let go. Throws after 90 seconds. */
export async function holdLock(file: string): Promise<() => void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    if (take(file)) return () => rmSync(file, { force: true });
    if (Date.now() > deadline) throw new Error(`another process holds ${file}; if none does, delete that file`);
    await pause(100);
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!alive(holderOf(file))) rmSync(file, { force: true });
    return false;
  }
}

function holderOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return Number.NaN;
  }
}

/** A file that was only just made holds no id yet; its maker is alive. */
function alive(pid: number): boolean {
  if (!(pid > 0)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
