/** What the desk knows: the queue, the line, and which chats have something new. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Queue } from '../../http/desk/api.ts';
import { api } from './api.ts';
import { follow } from './stream.ts';

export interface DeskState {
  /** Undefined until it was fetched for the first time. */
  readonly queue: Queue | undefined;
  readonly online: boolean;
  refresh(): Promise<void>;
  /** Calls `hear` when a conversation may have changed; an empty id means any may have. Returns how to stop. */
  onChat(hear: (conversationId: string) => void): () => void;
}

/** A signal may be lost, so the page also looks by itself. Milliseconds. */
const LOOK = 30_000;

export function useDesk(): DeskState {
  const [queue, setQueue] = useState<Queue>();
  const [online, setOnline] = useState(true);
  const hearers = useRef(new Set<(id: string) => void>());
  const asked = useRef(0);

  const refresh = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const fresh = await api.queue().catch(() => undefined);
    if (fresh && mine === asked.current) setQueue(fresh);
  }, []);
  const onChat = useCallback((hear: (id: string) => void) => {
    hearers.current.add(hear);
    return () => {
      hearers.current.delete(hear);
    };
  }, []);

  useEffect(() => {
    const tell = (id: string): void => {
      for (const hear of hearers.current) hear(id);
    };
    const look = (): void => {
      void refresh();
      tell('');
    };
    const stop = follow({
      heard(event, id) {
        if (event !== 'lines') void refresh();
        if (event === 'chat') tell(id);
        // Whose channel it is, only the conversation says.
        if (event === 'ready' || event === 'lines') tell('');
      },
      line: setOnline,
    });
    const timer = setInterval(look, LOOK);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [refresh]);

  return { queue, online, refresh, onChat };
}
