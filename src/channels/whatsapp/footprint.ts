/** How much memory a browser takes, with all its processes. */
import { readdir, readFile } from 'node:fs/promises';

/** Bytes, each shared page counted once over those that share it. Undefined where the system does not tell. */
export async function footprint(pid: number): Promise<number | undefined> {
  const parents = await readParents();
  if (!parents) return undefined;
  const tree = [pid];
  for (const parent of tree) tree.push(...parents.filter((entry) => entry.parent === parent).map((entry) => entry.pid));
  const sizes = await Promise.all(tree.map(sizeOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function readParents(): Promise<{ pid: number; parent: number }[] | undefined> {
  const names = await readdir('/proc').catch(() => undefined);
  if (!names) return undefined;
  const all = names
    .filter((name) => /^\d+$/.test(name))
    .map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
      // The name in brackets may hold blanks and brackets; the parent is the second field after it.
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return { pid: Number(name), parent };
    });
  return await Promise.all(all);
}

async function sizeOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const proportional = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
  // A sandboxed process shows its share to nobody, only what it has to itself.
  const own = proportional ?? /^RssAnon:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1];
  return Number(own ?? 0) * 1024;
}
