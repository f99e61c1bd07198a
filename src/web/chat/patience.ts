/** How long to wait before trying again: longer each time, but not a moment longer once the line is back. */

const LONGEST = 30_000;

/** Resolves after about 1, 2, 4 … 30 seconds, or as soon as the browser comes online or the page is looked at again. */
export function patience(failures: number): Promise<void> {
  const longest = Math.min(LONGEST, 1_000 * 2 ** (failures - 1));
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      document.removeEventListener('visibilitychange', seen);
      resolve();
    };
    const seen = (): void => {
      if (!document.hidden) done();
    };
    // Spread out, so that a server that comes back is not met by everybody at once.
    const timer = setTimeout(done, longest * (0.75 + Math.random() / 2));
    addEventListener('online', done);
    document.addEventListener('visibilitychange', seen);
  });
}
