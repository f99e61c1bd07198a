import type { Claimed } from '../../http/desk/api.ts';
import { HandoffFacts, UrgencyMark } from './HandoffFacts.tsx';
import type { Seen } from './useSeen.ts';
import { useWords } from './words.tsx';

interface Props {
  readonly mine: readonly Claimed[] | undefined;
  readonly openId: string | undefined;
  readonly open: (conversationId: string) => void;
  readonly seen: Seen;
}

/** The conversations this associate has. */
export function MineList({ mine, openId, open, seen }: Props) {
  const { t } = useWords();
  if (!mine?.length) return null;
  return (
    <section className="group" aria-labelledby="mine">
      <div className="group-head">
        <h2 id="mine">
          {t('mine.title')} <span className="count">{mine.length}</span>
        </h2>
      </div>
      <ul>
        {mine.map((entry) => (
          <li key={entry.handoffId}>
            <button
              type="button"
              className="item mine"
              data-urgency={entry.urgency}
              aria-current={entry.conversationId === openId ? 'true' : undefined}
              onClick={() => open(entry.conversationId)}
            >
              <span className="item-body">
                <span className="marks">
                  <UrgencyMark urgency={entry.urgency} />
                  {seen.isAlarming(entry.conversationId, entry.alarmAt) && (
                    <span className="mark" data-flag="danger">
                      {t('mine.alarm')}
                    </span>
                  )}
                  {entry.reference && <bdi className="reference small">{entry.reference}</bdi>}
                </span>
                <HandoffFacts entry={entry} />
              </span>
              {seen.isUnseen(entry) && <span className="new">{t('mine.new')}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
