import { useNow } from './useNow.ts';
import { useWords } from './words.tsx';

/** For how long somebody has waited, in whole minutes, hours or days. */
export function WaitingTime({ since }: { since: string }) {
  const { t, time } = useWords();
  const minutes = Math.max(0, Math.floor((useNow() - Date.parse(since)) / 60_000));
  return (
    <time className="waited" dateTime={since} title={time(since)}>
      {minutes < 1
        ? t('waited.now')
        : minutes < 60
          ? t('waited.minutes', { count: minutes })
          : minutes < 48 * 60
            ? t('waited.hours', { count: Math.floor(minutes / 60) })
            : t('waited.days', { count: Math.floor(minutes / 1440) })}
    </time>
  );
}
