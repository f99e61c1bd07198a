/** The page of the channels: how each stands and what to do, and below it where an associate is called from. */
import { useEffect } from 'react';
import type { Viewer } from '../../../http/desk/api.ts';
import { LanguagePicker } from '../LanguagePicker.tsx';
import { OncallPanel } from '../oncall/OncallPanel.tsx';
import { useWords } from '../words.tsx';
import { LineCard } from './LineCard.tsx';
import { useLines } from './useLines.ts';

export function Channels({ viewer }: { viewer: Viewer }) {
  const { t, language } = useWords();
  const oversees = viewer.role !== 'associate';
  const title = t(oversees ? 'channels.title' : 'channels.calls');
  useEffect(() => {
    // In each language anew.
    if (language) document.title = title;
  }, [title, language]);

  return (
    <div className="content">
      <a className="skip" href="#channels">
        {title}
      </a>
      <header className="bar">
        <h1 className="brand">{title}</h1>
        <span className="gap" />
        <a className="content-link" href="/desk">
          {t('content.back')}
        </a>
        <LanguagePicker />
      </header>
      <main id="channels" className="content-body" tabIndex={-1}>
        {oversees && <Lines viewer={viewer} />}
        <OncallPanel viewer={viewer} />
      </main>
    </div>
  );
}

function Lines({ viewer }: { viewer: Viewer }) {
  const { t } = useWords();
  const { lines, problem } = useLines();
  const accounts = (channel: string): number => lines?.filter((line) => line.channel === channel).length ?? 0;
  return (
    <>
      <p className="quiet">{t('channels.intro')}</p>
      <p className="problem" role="alert">
        {problem && t(`problem.${problem}`)}
      </p>
      {!lines && !problem && <p className="quiet">{t('loading')}</p>}
      <div className="channels">
        {lines?.map((line) => (
          <LineCard
            key={`${line.channel}/${line.account}`}
            line={line}
            admin={viewer.role === 'admin'}
            several={accounts(line.channel) > 1}
          />
        ))}
      </div>
    </>
  );
}
