/** The page an associate works in: who waits and who is mine at the side, the open conversation beside it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Viewer } from '../../http/desk/api.ts';
import { Alerts } from './Alerts.tsx';
import { api, codeOf, type FailureCode } from './api.ts';
import { Chat } from './Chat.tsx';
import { Confirm } from './Confirm.tsx';
import { Header } from './Header.tsx';
import { MineList } from './MineList.tsx';
import { useDesk } from './useDesk.ts';
import { useReplies } from './useReplies.ts';
import { useSeen } from './useSeen.ts';
import { WaitingList } from './WaitingList.tsx';
import { useWords } from './words.tsx';

export function Desk({ viewer, leave }: { viewer: Viewer; leave: () => Promise<void> }) {
  const { t } = useWords();
  const { queue, online, refresh, onChat } = useDesk();
  const [openId, setOpenId] = useState<string>();
  const [alertsShown, setAlertsShown] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<FailureCode>();
  const seen = useSeen(queue, openId);
  const refreshOpen = useRef<(() => Promise<void>) | undefined>(undefined);
  const sent = useCallback(
    async (id: string) => {
      if (id === openId) await refreshOpen.current?.();
    },
    [openId],
  );
  const replies = useReplies(online, sent);

  const claim = async (ask: () => Promise<{ conversationId: string }>): Promise<void> => {
    setProblem(undefined);
    try {
      setOpenId((await ask()).conversationId);
    } catch (error) {
      setProblem(codeOf(error));
    }
    await refresh();
  };
  const open = (id: string): void => {
    setProblem(undefined);
    setAlertsShown(false);
    setOpenId(id);
  };
  const take = (handoffId: string): void => {
    setAlertsShown(false);
    void claim(() => api.claim(handoffId));
  };
  const goAway = (): void => {
    setLeaving(false);
    // Without a line the session would live on, so the page does not pretend.
    leave().catch((error: unknown) => setProblem(codeOf(error)));
  };
  const askToLeave = (): void => (replies.pending.length > 0 ? setLeaving(true) : goAway());
  const left = useCallback(() => {
    setOpenId(undefined);
    void refresh();
  }, [refresh]);

  const unseen = queue?.mine.filter(seen.isUnseen).length ?? 0;
  useEffect(() => {
    document.title = unseen > 0 ? `(${unseen}) ${t('title')}` : t('title');
  }, [unseen, t]);

  return (
    <div className="desk" data-open={openId !== undefined}>
      <a className="skip" href="#conversation">
        {t('skip')}
      </a>
      <Header
        viewer={viewer}
        online={online}
        alerts={queue?.alerts ?? 0}
        showAlerts={() => setAlertsShown(true)}
        leave={askToLeave}
      />
      <p className="notice" role="status">
        {problem && t(`problem.${problem}`)}
      </p>
      <nav className="side" aria-label={t('queue.title')}>
        <MineList mine={queue?.mine} openId={openId} open={open} seen={seen} />
        <WaitingList
          waiting={queue?.waiting}
          claim={(handoffId) => claim(() => api.claim(handoffId))}
          claimNext={() => claim(api.claimNext)}
        />
      </nav>
      <main id="conversation" className="stage" tabIndex={-1}>
        {openId === undefined ? (
          <p className="empty quiet">
            {queue?.waiting.length === 0 && queue.mine.length === 0 ? t('stage.calm') : t('stage.pick')}
          </p>
        ) : (
          <Chat
            key={openId}
            id={openId}
            viewer={viewer}
            onChat={onChat}
            replies={replies}
            refreshOpen={refreshOpen}
            seen={seen}
            left={left}
          />
        )}
      </main>
      {leaving && (
        <Confirm
          title={t('leave.title')}
          text={t('leave.text')}
          go={t('leave.go')}
          confirm={goAway}
          cancel={() => setLeaving(false)}
        />
      )}
      {alertsShown && <Alerts open={open} take={take} close={() => setAlertsShown(false)} changed={refresh} />}
    </div>
  );
}
