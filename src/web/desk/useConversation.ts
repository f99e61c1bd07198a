/** The open conversation, kept up to date. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationView } from '../../http/desk/api.ts';
import { api, codeOf, type FailureCode } from './api.ts';
import type { DeskState } from './useDesk.ts';

interface OpenConversation {
  readonly view: ConversationView | undefined;
  readonly failure: FailureCode | undefined;
  refresh(): Promise<void>;
}

export function useConversation(id: string, onChat: DeskState['onChat']): OpenConversation {
  const [view, setView] = useState<ConversationView>();
  const [failure, setFailure] = useState<FailureCode>();
  const asked = useRef(0);

  const refresh = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    try {
      const fresh = await api.conversation(id);
      if (mine !== asked.current) return;
      setView(fresh);
      setFailure(undefined);
    } catch (error) {
      if (mine === asked.current) setFailure(codeOf(error));
    }
  }, [id]);

  useEffect(() => {
    void refresh();
    return onChat((changed) => {
      if (changed === '' || changed === id) void refresh();
    });
  }, [id, refresh, onChat]);

  return { view, failure, refresh };
}
