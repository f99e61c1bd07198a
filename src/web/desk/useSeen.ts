/** What the associate has looked at, so that only what is new stands out. */
import { useCallback, useEffect, useState } from 'react';
import type { Claimed, Queue } from '../../http/desk/api.ts';
import { isTexts, keep, kept } from './keep.ts';

export interface Seen {
  /** Whether the person wrote since the conversation was last open here. */
  isUnseen(entry: Claimed): boolean;
  /** Whether danger words came that nobody here has acknowledged. */
  isAlarming(conversationId: string, alarmAt: string | null): boolean;
  acknowledge(conversationId: string, alarmAt: string): void;
}

export function useSeen(queue: Queue | undefined, openId: string | undefined): Seen {
  const [heard, setHeard] = useState(() => kept('seen', {}, isTexts));
  const [alarms, setAlarms] = useState(() => kept('alarms', {}, isTexts));
  const newest = queue?.mine.find((entry) => entry.conversationId === openId)?.heardAt;

  useEffect(() => {
    if (!openId || !newest) return;
    const look = (): void => {
      if (document.visibilityState === 'visible') setHeard((before) => ({ ...before, [openId]: newest }));
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [openId, newest]);
  useEffect(() => keep('seen', heard), [heard]);
  useEffect(() => keep('alarms', alarms), [alarms]);

  return {
    isUnseen: useCallback(({ conversationId, heardAt }) => heardAt !== null && heardAt > (heard[conversationId] ?? ''), [heard]),
    isAlarming: useCallback((id, alarmAt) => alarmAt !== null && alarmAt > (alarms[id] ?? ''), [alarms]),
    acknowledge: useCallback((id, alarmAt) => setAlarms((before) => ({ ...before, [id]: alarmAt })), []),
  };
}
