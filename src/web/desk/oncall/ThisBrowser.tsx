import { useWords } from '../words.tsx';
import { usePush } from './usePush.ts';

/** Whether this browser tells its associate that somebody urgent waits. */
export function ThisBrowser({ publicKey }: { publicKey: string }) {
  const { t } = useWords();
  const { state, busy, problem, tried, turnOn, turnOff, tryOut } = usePush(publicKey);
  const words = tried ? `oncall:browser.tried.${tried}` : state === 'looking' ? 'loading' : `oncall:browser.${state}`;
  return (
    <section className="oncall-place" aria-labelledby="oncall-browser" data-state={state}>
      <h3 id="oncall-browser">{t('oncall:browser.title.label')}</h3>
      <p role="status">{t(words)}</p>
      <p className="problem" role="alert">
        {problem && t(`problem.${problem}`)}
      </p>
      <div className="buttons">
        {(state === 'off' || state === 'failed') && (
          <button type="button" className="primary" disabled={busy} onClick={turnOn}>
            {t('oncall:browser.turnOn.label')}
          </button>
        )}
        {state === 'on' && (
          <>
            <button type="button" disabled={busy} onClick={tryOut}>
              {t('oncall:browser.try.label')}
            </button>
            <button type="button" className="plain" disabled={busy} onClick={turnOff}>
              {t('oncall:browser.turnOff.label')}
            </button>
          </>
        )}
      </div>
    </section>
  );
}
