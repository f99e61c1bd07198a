import { useState } from 'react';
import type { Outcome } from '../../http/desk/api.ts';
import { Dialog } from './Dialog.tsx';
import { useWords } from './words.tsx';

/** In the order in which they are offered. */
const OUTCOMES: readonly Outcome[] = [
  'advised',
  'referred',
  'escalated',
  'resolved',
  'no_answer',
  'withdrawn',
  'not_ours',
  'test',
];

/** Asks how it ended before a conversation is closed. */
export function CloseDialog({ cancel, close }: { cancel: () => void; close: (outcome: Outcome) => void }) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState<Outcome>();
  return (
    <Dialog title={t('close.title')} close={cancel}>
      <p className="quiet">{t('close.text')}</p>
      <fieldset className="choices">
        <legend>{t('close.question')}</legend>
        {OUTCOMES.map((one) => (
          <label key={one}>
            <input type="radio" name="outcome" value={one} checked={one === outcome} onChange={() => setOutcome(one)} />
            {t(`outcome.${one}`)}
          </label>
        ))}
      </fieldset>
      <div className="buttons end">
        <button type="button" className="plain" onClick={cancel}>
          {t('cancel')}
        </button>
        <button type="button" className="primary" disabled={!outcome} onClick={() => outcome && close(outcome)}>
          {t('close.go')}
        </button>
      </div>
    </Dialog>
  );
}
