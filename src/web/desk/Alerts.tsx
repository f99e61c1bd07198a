import { useCallback, useEffect, useState } from 'react';
import type { AlertView } from '../../http/desk/api.ts';
import { api, codeOf, type FailureCode } from './api.ts';
import { Dialog } from './Dialog.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly open: (conversationId: string) => void;
  /** Claims a conversation that waits. */
  readonly take: (handoffId: string) => void;
  readonly close: () => void;
  readonly changed: () => Promise<void>;
}

/** What a program could not finish, until somebody has looked at it. */
export function Alerts({ open, take, close, changed }: Props) {
  const { t, time } = useWords();
  const [alerts, setAlerts] = useState<readonly AlertView[]>();
  const [problem, setProblem] = useState<FailureCode>();

  const load = useCallback(async () => {
    try {
      setAlerts((await api.alerts()).alerts);
    } catch (error) {
      setProblem(codeOf(error));
    }
  }, []);
  useEffect(() => void load(), [load]);

  const see = async (id: number): Promise<void> => {
    await api.seeAlert(id).catch((error: unknown) => setProblem(codeOf(error)));
    await Promise.all([load(), changed()]);
  };

  return (
    <Dialog title={t('alerts.title')} close={close}>
      <p className="quiet">{t('alerts.intro')}</p>
      {problem && (
        <p className="problem" role="alert">
          {t(`problem.${problem}`)}
        </p>
      )}
      {alerts?.length === 0 && <p>{t('alerts.none')}</p>}
      <ul className="alerts">
        {alerts?.map((alert) => (
          <li key={alert.id}>
            <span>
              {t(`alerts.kind.${alert.kind}`, { channel: t(`channel.${alert.channel}`) })}{' '}
              <span className="quiet small">{time(alert.createdAt)}</span>
            </span>
            <span className="quiet small">{t(`alerts.where.${whereOf(alert)}`)}</span>
            <span className="buttons">
              {alert.waiting !== null && (
                <button type="button" className="primary" onClick={() => alert.waiting && take(alert.waiting)}>
                  {t('queue.claim')}
                </button>
              )}
              {alert.open && (
                <button type="button" onClick={() => alert.conversationId && open(alert.conversationId)}>
                  {t('alerts.open')}
                </button>
              )}
              {alert.kind === 'channel_down' && alert.mayClose && (
                <a className="content-link" href="/desk/channels" target="_blank" rel="noopener">
                  {t('alerts.channels')}
                </a>
              )}
              {alert.mayClose && (
                <button type="button" onClick={() => see(alert.id)}>
                  {t('alerts.seen')}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <div className="buttons end">
        <button type="button" className="plain" onClick={close}>
          {t('alerts.close')}
        </button>
      </div>
    </Dialog>
  );
}

/** Where the conversation of an alert is, or who mends a channel, so that it is plain who has to act. */
function whereOf({ kind, mayClose, conversationId, waiting, holder }: AlertView): string {
  if (kind === 'channel_down') return mayClose ? 'mine' : 'above';
  if (kind === 'group_lost') return 'group';
  if (conversationId === null) return 'gone';
  return waiting === null ? (holder ?? 'nowhere') : 'waiting';
}
