/** Replies on their way: shown at once, sent in order, tried again while the line is down, kept over a reload. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, codeOf } from './api.ts';
import { keep, kept } from './keep.ts';
import { type Pending, ReplyQueue } from './replyQueue.ts';

export interface Replies {
  readonly pending: readonly Pending[];
  send(conversationId: string, text: string): void;
  /** Gives a refused reply up. */
  drop(id: string): void;
}

const NAME = 'pending';
/** Between two tries. Milliseconds. */
const PAUSE = 3_000;

/** `sent` is awaited before a reply leaves the list, so that it never vanishes in between. */
export function useReplies(online: boolean, sent: (conversationId: string) => Promise<void>): Replies {
  const [before] = useState(() => kept(NAME, [], arePending));
  const [pending, setPending] = useState(before);
  const told = useRef(sent);
  useEffect(() => {
    told.current = sent;
  }, [sent]);

  const [queue] = useState(
    () =>
      new ReplyQueue({
        before,
        post: ({ conversationId, id, text }) =>
          api
            .reply(conversationId, { id, text })
            .then(() => told.current(conversationId))
            .then(() => 'sent' as const, codeOf),
        pause: () => new Promise((resolve) => setTimeout(resolve, PAUSE)),
        changed: (list) => {
          keep(NAME, list.length > 0 ? list : null);
          setPending(list);
        },
      }),
  );
  useEffect(() => {
    queue.start();
    return () => queue.stop();
  }, [queue]);
  useEffect(() => {
    if (online) queue.hurry();
  }, [queue, online]);

  const send = useCallback((conversationId: string, text: string) => queue.add(conversationId, text), [queue]);
  const drop = useCallback((id: string) => queue.drop(id), [queue]);
  return { pending, send, drop };
}

function arePending(value: unknown): value is readonly Pending[] {
  const texts = ['id', 'conversationId', 'text', 'at'];
  return Array.isArray(value) && value.every((one) => texts.every((name) => typeof one?.[name] === 'string'));
}
