/** What this tab keeps over a reload: words that did not go out yet. It ends with the tab, and at once when somebody leaves. */

export interface Kept {
  get(name: string): string | null;
  /** False when the browser has no room for it, or refuses. */
  set(name: string, value: string): boolean;
  remove(name: string): void;
  /** Clears all and keeps nothing more. */
  wipe(): void;
}

/** Some browsers refuse storage; then everything still works until the page is reloaded. */
export function createKept(storage: () => Storage): Kept {
  let wiped = false;
  const attempt = <Result>(work: (storage: Storage) => Result): Result | null => {
    try {
      return work(storage());
    } catch {
      return null;
    }
  };
  return {
    get: (name) => attempt((kept) => kept.getItem(name)),
    set: (name, value) => !wiped && attempt((kept) => kept.setItem(name, value)) !== null,
    remove: (name) => void attempt((kept) => kept.removeItem(name)),
    wipe() {
      wiped = true;
      attempt((kept) => kept.clear());
    },
  };
}
