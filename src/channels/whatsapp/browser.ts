/** Ending a browser: kindly, so that it keeps what it knows of the session, and by force when it hangs. */
import type { Browser } from './library.ts';
import { signal } from './orphans.ts';
import { within } from './within.ts';

/** Closes a browser within so many milliseconds, one way or the other. Never rejects. */
export async function closeBrowser(browser: Browser, patience: number): Promise<void> {
  const process = browser.process();
  const ended = new Promise<void>((resolve) => {
    if (!process || process.exitCode !== null || process.signalCode !== null) resolve();
    else process.once('exit', () => resolve());
  });
  try {
    await within(patience, Promise.all([browser.close(), ended]));
  } catch {
    // It leads a group of its own, in which all its parts are.
    if (process?.pid !== undefined) signal(-process.pid, 'SIGKILL');
    await ended;
  }
}
