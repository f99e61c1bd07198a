/** What lint remembers from one time to the next: ids and first types, never a text. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const shape = z.object({
  /** Fingerprints of the set and of the phrases that were measured. */
  set: z.string(),
  files: z.string(),
  measured: z.object({
    phrases: z.number(),
    top1: z.number(),
    top3: z.number(),
    firsts: z.record(z.string(), z.string()),
  }),
});

export type Kept = Readonly<z.infer<typeof shape>>;

/** What was kept at `path`; null when nothing is there that can be used. */
export function readKept(path: string): Kept | null {
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Keeps it in place of what was there. False when the folder cannot be written, which costs the next comparison only. */
export function keep(path: string, kept: Kept): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, `${JSON.stringify(kept)}\n`);
    renameSync(unfinished, path);
    return true;
  } catch {
    return false;
  }
}
