/** One open conversation: what is known, what was said, what to say next. */
import { type RefObject, useEffect, useState } from 'react';
import type { Outcome, Viewer } from '../../http/desk/api.ts';
import { api, codeOf, type FailureCode } from './api.ts';
import { CloseDialog } from './CloseDialog.tsx';
import { Confirm } from './Confirm.tsx';
import { Hindrances } from './Hindrances.tsx';
import { keep } from './keep.ts';
import { ReplyBox } from './ReplyBox.tsx';
import { Summary } from './Summary.tsx';
import { Transcript } from './Transcript.tsx';
import { useConversation } from './useConversation.ts';
import type { DeskState } from './useDesk.ts';
import type { Replies } from './useReplies.ts';
import type { Seen } from './useSeen.ts';
import { useWords } from './words.tsx';

interface Props {
  readonly id: string;
  readonly viewer: Viewer;
  readonly onChat: DeskState['onChat'];
  readonly replies: Replies;
  /** Filled with how to fetch this conversation anew, for who sends replies. */
  readonly refreshOpen: RefObject<(() => Promise<void>) | undefined>;
  readonly seen: Seen;
  /** Called when the associate no longer has it, or turns back to the list. */
  readonly left: () => void;
}

export function Chat({ id, viewer, onChat, replies, refreshOpen, seen, left }: Props) {
  const { t, time } = useWords();
  const { view, failure, refresh } = useConversation(id, onChat);
  const [asking, setAsking] = useState<'release' | 'close'>();
  const [problem, setProblem] = useState<FailureCode>();
  useEffect(() => {
    refreshOpen.current = refresh;
    return () => {
      refreshOpen.current = undefined;
    };
  }, [refresh, refreshOpen]);

  const end = async (work: (handoffId: string) => Promise<unknown>): Promise<void> => {
    setAsking(undefined);
    if (!view?.handoff) return;
    try {
      await work(view.handoff.id);
      keep(`draft/${id}`, null);
      left();
    } catch (error) {
      setProblem(codeOf(error));
    }
  };
  const back = (
    <button type="button" className="plain back" onClick={left}>
      {t('chat.back')}
    </button>
  );

  if (failure === 'not_yours' || failure === 'not_found') {
    return (
      <div className="empty">
        <p role="alert">{t(`chat.gone.${failure}`)}</p>
        {back}
      </div>
    );
  }
  if (!view) return <p className="empty quiet">{t(failure ? `problem.${failure}` : 'loading')}</p>;

  const { handoff } = view;
  const alarmAt = handoff?.alarmAt ?? null;
  return (
    <div className="chat">
      <div className="chat-head">
        {back}
        <h1>{view.case ? <bdi className="reference">{view.case.reference}</bdi> : t('chat.noCase')}</h1>
        <span className="gap" />
        {handoff && (
          <span className="buttons">
            <button type="button" onClick={() => setAsking('release')}>
              {t('release.button')}
            </button>
            <button type="button" onClick={() => setAsking('close')}>
              {t('close.button')}
            </button>
          </span>
        )}
      </div>
      {alarmAt !== null && seen.isAlarming(id, alarmAt) && (
        <div className="alarm" role="alert">
          <p>{t('chat.alarm', { time: time(alarmAt) })}</p>
          <button type="button" onClick={() => seen.acknowledge(id, alarmAt)}>
            {t('chat.alarmSeen')}
          </button>
        </div>
      )}
      <Hindrances conversation={view.conversation} />
      {problem && (
        <p className="problem pad" role="alert">
          {t(`problem.${problem}`)}
        </p>
      )}
      <Transcript
        view={view}
        viewer={viewer}
        pending={replies.pending.filter((reply) => reply.conversationId === id)}
        drop={replies.drop}
      />
      {handoff?.mine ? (
        <ReplyBox conversationId={id} send={(text) => replies.send(id, text)} />
      ) : (
        <p className="quiet pad watching">{t('chat.watching')}</p>
      )}
      <Summary view={view} />
      {asking === 'release' && (
        <Confirm
          title={t('release.title')}
          text={t('release.text')}
          go={t('release.go')}
          confirm={() => end(api.release)}
          cancel={() => setAsking(undefined)}
        />
      )}
      {asking === 'close' && (
        <CloseDialog
          cancel={() => setAsking(undefined)}
          close={(outcome: Outcome) => end((handoffId) => api.close(handoffId, outcome))}
        />
      )}
    </div>
  );
}
