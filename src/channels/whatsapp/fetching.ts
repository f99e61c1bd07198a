/** Fetching a file when somebody wants it: it is downloaded in the page and comes out in parts, never whole. */
import { randomUUID } from 'node:crypto';
import { FetchError, LARGEST_FILE } from '../channel.ts';
import { dropMedia, openMedia, readMedia } from './page.ts';
import type { Session } from './session.ts';
import { within } from './within.ts';

/** How much comes out at once. Bytes. */
const PART = 1024 * 1024;

/** How long WhatsApp may take for a download, and the page for a part. Milliseconds. */
const DOWNLOAD = 60_000;
const STEP = 15_000;

/** The bytes behind a reference, at most {@link LARGEST_FILE}. Throws nothing but a `FetchError`. */
export async function* fetchFile(session: Session | undefined, reference: string): AsyncGenerator<Uint8Array> {
  const page = session?.client?.pupPage;
  if (!page) throw new FetchError('unreachable');
  const key = randomUUID();
  try {
    const opened = await reached(DOWNLOAD, page.evaluate(openMedia, reference, LARGEST_FILE, key));
    if (typeof opened === 'string') throw new FetchError(opened);
    for (let from = 0; from < opened.size; from += PART) {
      const part = await reached(STEP, page.evaluate(readMedia, key, from, Math.min(from + PART, opened.size)));
      if (part === undefined) throw new FetchError('unreachable');
      yield Buffer.from(part, 'base64');
    }
  } finally {
    // Whatever became of it, the page must not keep it; a page that is gone keeps nothing.
    void page.evaluate(dropMedia, key).catch(() => undefined);
  }
}

async function reached<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  try {
    return await within(milliseconds, work);
  } catch {
    throw new FetchError('unreachable');
  }
}
