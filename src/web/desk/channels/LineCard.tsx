import { useEffect, useId, useState } from 'react';
import type { LineView } from '../../../http/desk/api.ts';
import { useWords } from '../words.tsx';
import { LinkSquare } from './LinkSquare.tsx';
import { whyOf } from './whyOf.ts';

interface Props {
  readonly line: LineView;
  /** Whether the viewer may link a phone. */
  readonly admin: boolean;
  /** Whether the channel has further accounts, so that they have to be told apart. */
  readonly several: boolean;
}

/** One channel: how it stands, since when, and what to do. */
export function LineCard({ line, admin, several }: Props) {
  const { t, time } = useWords();
  const heading = useId();
  const { channel, state, since } = line;
  const name = t(`channel.${channel}`);
  const wantsPhone = state === 'linking' || state === 'logged_out';
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (wantsPhone) setWanted(true);
  }, [wantsPhone]);
  const linked = wanted && state === 'ready';
  const why = whyOf(line);

  return (
    <section className="channel" data-tone={TONES[state]} aria-labelledby={heading}>
      <div className="channel-head">
        <h2 id={heading}>{name}</h2>
        {several && <span className="quiet small">{line.account}</span>}
        <p className="channel-state" role="status">
          <span className="unseen">{name}: </span>
          {t(`channels.state.${state}`)}
        </p>
      </div>
      {since !== null && <p className="quiet small">{t('channels.since', { time: time(since) })}</p>}
      <p>{linked ? t('channels.linked') : t(`channels.why.${why}.text`, { channel: name })}</p>
      {wantsPhone && !admin ? <p>{t('channels.adminLinks')}</p> : <Steps why={wantsPhone ? 'linking' : why} channel={name} />}
      {wantsPhone && admin && (line.code ? <LinkSquare code={line.code} /> : <p className="quiet">{t('channels.codeSoon')}</p>)}
    </section>
  );
}

function Steps({ why, channel }: { why: string; channel: string }) {
  const { t, first } = useWords();
  const keys = [1, 2, 3].map((step) => `channels.why.${why}.steps.${step}`).filter((key) => first([key], '') !== '');
  if (keys.length === 0) return null;
  return (
    <ol className="channel-steps">
      {keys.map((key) => (
        <li key={key}>{t(key, { channel })}</li>
      ))}
    </ol>
  );
}

const TONES: Readonly<Record<LineView['state'], 'calm' | 'busy' | 'trouble' | 'none'>> = {
  off: 'none',
  starting: 'busy',
  linking: 'busy',
  ready: 'calm',
  reconnecting: 'busy',
  logged_out: 'trouble',
  banned: 'trouble',
  down: 'trouble',
};
