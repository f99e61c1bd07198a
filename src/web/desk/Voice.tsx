import { useState } from 'react';
import { clock } from '../clock.ts';
import { type FailureCode, mediaTrouble } from './api.ts';
import { useWords } from './words.tsx';

/** A voice message to listen to. Nothing is loaded before somebody presses play, and nothing is kept after. */
export function Voice({ path, seconds }: { path: string; seconds?: number }) {
  const { t } = useWords();
  const [trouble, setTrouble] = useState<FailureCode | 'unplayable'>();
  // The player does not say what the server said.
  const failed = async (): Promise<void> => setTrouble((await mediaTrouble(path)) ?? 'unplayable');

  if (trouble) {
    return (
      <div className="voice" role="alert">
        <span>{t(trouble === 'unplayable' ? 'voice.unplayable' : `problem.${trouble}`)}</span>
        <button type="button" className="link" onClick={() => setTrouble(undefined)}>
          {t('voice.again')}
        </button>
      </div>
    );
  }
  return (
    <div className="voice">
      {seconds !== undefined && <bdi className="small">{clock(seconds)}</bdi>}
      {/* biome-ignore lint/a11y/useMediaCaption: what somebody said a moment ago has no captions */}
      <audio
        controls
        controlsList="nodownload noremoteplayback"
        preload="none"
        src={path}
        aria-label={t('voice.label')}
        onError={() => void failed()}
      />
    </div>
  );
}
