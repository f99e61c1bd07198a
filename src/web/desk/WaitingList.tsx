import { useState } from 'react';
import type { Waiting } from '../../http/desk/api.ts';
import { FlagMarks, HandoffFacts, UrgencyMark } from './HandoffFacts.tsx';
import { WaitingTime } from './WaitingTime.tsx';
import { useWords } from './words.tsx';

interface Props {
  /** Undefined until the queue was fetched. */
  readonly waiting: readonly Waiting[] | undefined;
  readonly claim: (handoffId: string) => Promise<void>;
  readonly claimNext: () => Promise<void>;
}

/** Who waits, in the order in which they should be answered. */
export function WaitingList({ waiting, claim, claimNext }: Props) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const once = (work: () => Promise<void>) => async (): Promise<void> => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  return (
    <section className="group" aria-labelledby="waiting">
      <div className="group-head">
        <h2 id="waiting">
          {t('queue.waiting')} <span className="count">{waiting?.length ?? ''}</span>
        </h2>
        {waiting !== undefined && waiting.length > 0 && (
          <button type="button" className="primary small" disabled={busy} onClick={once(claimNext)}>
            {t('queue.next')}
          </button>
        )}
      </div>
      {waiting?.length === 0 && <p className="quiet pad">{t('queue.empty')}</p>}
      <ul>
        {waiting?.map((entry) => (
          <li key={entry.handoffId} className="item" data-urgency={entry.urgency}>
            <div className="item-body">
              <span className="marks">
                <UrgencyMark urgency={entry.urgency} />
                <FlagMarks flags={entry.flags} />
              </span>
              <HandoffFacts entry={entry} />
            </div>
            <div className="item-end">
              <WaitingTime since={entry.waitingSince} />
              <button
                type="button"
                disabled={busy}
                aria-label={t('queue.claimPlace', { place: entry.place })}
                onClick={once(() => claim(entry.handoffId))}
              >
                {t('queue.claim')}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
