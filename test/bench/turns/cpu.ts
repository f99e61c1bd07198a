/** Processor time of this process and of the database server, in milliseconds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Cpu {
  readonly node: number;
  /** Undefined where the system does not tell (there is no `/proc`). */
  readonly postgres: number | undefined;
}

/** What `/proc` counts in; the same on every Linux. Milliseconds. */
const TICK = 10;

/** Returns how to read the processor time spent so far. `cluster` is the server's data folder. */
export function cpuOf(cluster: string): () => Cpu {
  const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  return () => {
    const { user, system } = process.cpuUsage();
    return { node: (user + system) / 1_000, postgres: serverTime(postmaster) };
  };
}

/** The server itself, its children, and those that it has outlived. */
function serverTime(postmaster: number): number | undefined {
  const processes = procStats();
  if (!processes.some(({ pid }) => pid === postmaster)) return undefined;
  return processes.reduce((sum, { pid, parent, own, gone }) => {
    if (pid === postmaster) return sum + own + gone;
    return parent === postmaster ? sum + own : sum;
  }, 0);
}

interface ProcStat {
  readonly pid: number;
  readonly parent: number;
  readonly own: number;
  readonly gone: number;
}

function procStats(): ProcStat[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap(procStat);
  } catch {
    return [];
  }
}

function procStat(pid: string): ProcStat[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces; what follows it is numbers, beginning with the third field.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0, goneUser = 0, goneSystem = 0] = fields.slice(11, 15);
    return [{ pid: Number(pid), parent, own: (user + system) * TICK, gone: (goneUser + goneSystem) * TICK }];
  } catch {
    // It ended while we looked.
    return [];
  }
}
