/** How an associate is called when somebody urgent waits: by this browser, and by a group if an admin linked one. */
import { useCallback, useEffect, useState } from 'react';
import type { OncallView, Viewer } from '../../../http/desk/api.ts';
import { codeOf, type FailureCode } from '../api.ts';
import { useWords } from '../words.tsx';
import { oncallApi } from './api.ts';
import { Groups } from './Groups.tsx';
import './oncall.css';
import { ThisBrowser } from './ThisBrowser.tsx';

export function OncallPanel({ viewer }: { viewer: Viewer }) {
  const { t } = useWords();
  const [places, setPlaces] = useState<OncallView>();
  const [problem, setProblem] = useState<FailureCode>();

  const refresh = useCallback(async () => setPlaces(await oncallApi.places()), []);
  useEffect(() => {
    refresh().catch((error: unknown) => setProblem(codeOf(error)));
  }, [refresh]);

  return (
    <section className="oncall" aria-labelledby="oncall-title">
      <h2 id="oncall-title">{t('oncall:title.label')}</h2>
      <p className="quiet">{t('oncall:intro')}</p>
      <p className="problem" role="alert">
        {problem && t(`problem.${problem}`)}
      </p>
      {!places && !problem && <p className="quiet">{t('loading')}</p>}
      {places && <ThisBrowser publicKey={places.publicKey} />}
      {places?.groups && viewer.role === 'admin' && <Groups groups={places.groups} bot={places.bot} refresh={refresh} />}
    </section>
  );
}
