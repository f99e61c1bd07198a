import { createKept, type Kept } from '../../../src/web/chat/kept.ts';

/** What a tab keeps, without a browser. */
export function memory(): Kept {
  const entries = new Map<string, string>();
  return createKept(() => ({
    length: entries.size,
    clear: () => entries.clear(),
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, value) => void entries.set(name, value),
    removeItem: (name) => void entries.delete(name),
    key: (at) => [...entries.keys()][at] ?? null,
  }));
}
