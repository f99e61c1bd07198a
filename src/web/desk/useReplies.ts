/** Replies on their way: shown at once, sent in order, tried again while the line is down, kept over a reload. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, codeOf, type FailureCode } from './api.ts';
import { keep, kept } from './keep.ts';
import { newId } from './newId.ts';

/** A reply that the server has not confirmed. `refused` says why it never will. */
export interface Pending {
  readonly id: string;
  readonly conversationId: string;
  readonly text: string;
  readonly at: string;
  readonly refused?: FailureCode;
}

export interface Replies {
  readonly pending: readonly Pending[];
  send(conversationId: string, text: string): void;
  /** Gives a refused reply up. */
  drop(id: string): void;
}

const NAME = 'pending';
/** Between two tries. Milliseconds. */
const PAUSE = 3_000;
/** These pass by themselves; everything else is for the associate to decide. */
const PASSING: readonly FailureCode[] = ['offline', 'failed', 'slow_down', 'signed_out', 'away'];

/** `sent` is awaited before a reply leaves the list, so that it never vanishes in between. */
export function useReplies(online: boolean, sent: (conversationId: string) => Promise<void>): Replies {
  const [pending, setPending] = useState<readonly Pending[]>(() => kept(NAME, [], arePending));
  const [tries, setTries] = useState(0);
  const busy = useRef(false);
  const next = pending.find((reply) => !reply.refused);

  useEffect(() => keep(NAME, pending.length > 0 ? pending : null), [pending]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` and `online` only say that it is time to try again
  useEffect(() => {
    if (!next || busy.current) return;
    busy.current = true;
    const done = (change: (list: readonly Pending[]) => readonly Pending[]): void => {
      busy.current = false;
      setPending(change);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    api
      .reply(next.conversationId, { id: next.id, text: next.text })
      .then(() => sent(next.conversationId))
      .then(
        () => done((list) => list.filter(({ id }) => id !== next.id)),
        (error: unknown) => {
          const code = codeOf(error);
          if (!PASSING.includes(code))
            return done((list) => list.map((one) => (one.id === next.id ? { ...one, refused: code } : one)));
          busy.current = false;
          timer = setTimeout(() => setTries((count) => count + 1), PAUSE);
        },
      );
    return () => clearTimeout(timer);
  }, [next, tries, online, sent]);

  const send = useCallback((conversationId: string, text: string) => {
    const reply = { id: newId(), conversationId, text, at: new Date().toISOString() };
    setPending((list) => [...list, reply]);
  }, []);
  const drop = useCallback((id: string) => setPending((list) => list.filter((reply) => reply.id !== id)), []);
  return { pending, send, drop };
}

function arePending(value: unknown): value is readonly Pending[] {
  return Array.isArray(value) && value.every((one) => typeof one?.id === 'string' && typeof one.text === 'string');
}
