/** Tells an open page that something is new, over server-sent events. What is new, the page fetches. */
import type { Handler } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { claimedIds } from '../../../db/queries/queue.ts';
import { oversees, type Viewer } from '../../desk/viewer.ts';
import type { StreamEvent } from './api.ts';
import { type DeskEnv, viewerOf } from './guard.ts';
import type { DeskRoutesParts } from './routes.ts';

const HEARTBEAT = 20_000;

/** What happened since the page was told last; many signals become one event. */
interface News {
  queue: boolean;
  lines: boolean;
  readonly chats: Set<string>;
}

/** The handler of `GET /stream`. */
export function liveEvents(parts: DeskRoutesParts): Handler<DeskEnv> {
  return (c) => {
    const viewer = c.get('viewer');
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      try {
        await follow(parts, stream, viewer, c.req.raw.headers);
      } catch (error) {
        // The page connects again by itself and fetches everything anew.
        parts.log.warn({ err: error }, 'a desk stream ended early');
      }
    });
  };
}

async function follow(parts: DeskRoutesParts, stream: SSEStreamingApi, viewer: Viewer, headers: Headers): Promise<void> {
  const { signals, stopping, auth, database } = parts;
  const news: News = { queue: false, lines: false, chats: new Set() };
  const bell = createBell();
  const stops = [
    signals.on('queue', () => {
      news.queue = true;
      bell.ring();
    }),
    signals.on('lines', () => {
      news.lines = true;
      bell.ring();
    }),
    signals.on('chat', (id) => {
      news.chats.add(id);
      bell.ring();
    }),
  ];
  stream.onAbort(bell.ring);
  stopping?.addEventListener('abort', bell.ring, { once: true });
  const tell = (event: StreamEvent, data = '') => stream.writeSSE({ event, data });
  try {
    await tell('ready');
    let checked = Date.now();
    while (!stream.aborted && !stopping?.aborted) {
      const heartbeat = parts.heartbeat ?? HEARTBEAT;
      await bell.next(checked + heartbeat - Date.now());
      if (stream.aborted || stopping?.aborted) break;
      if (Date.now() - checked >= heartbeat) {
        if (!(await viewerOf(auth, headers))) return void (await tell('signedOut'));
        checked = Date.now();
        await tell('beat');
      }
      if (!news.queue && !news.lines && news.chats.size === 0) continue;
      const { queue, lines } = news;
      const chats = [...news.chats];
      news.queue = false;
      news.lines = false;
      news.chats.clear();
      const mine = oversees(viewer) ? undefined : new Set(await claimedIds(database.sql, viewer.id));
      if (queue) await tell('queue');
      if (lines) await tell('lines');
      for (const id of chats) if (mine?.has(id) ?? true) await tell('chat', id);
    }
  } finally {
    for (const stop of stops) stop();
    stopping?.removeEventListener('abort', bell.ring);
  }
}

/** Something to wait on that can ring before anybody waits. */
function createBell(): { ring(): void; next(atMost: number): Promise<void> } {
  let rung = false;
  let wake = (): void => {};
  return {
    ring() {
      rung = true;
      wake();
    },
    async next(atMost) {
      if (!rung && atMost > 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, atMost);
        await promise;
        clearTimeout(timer);
      }
      rung = false;
    },
  };
}
