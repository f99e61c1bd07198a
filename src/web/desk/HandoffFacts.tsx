import type { Language, Urgency, Waiting } from '../../http/desk/api.ts';
import { languageLabel, typeLabel } from './labels.ts';
import { useWords } from './words.tsx';

/** How urgent, as a word and a colour. */
export function UrgencyMark({ urgency }: { urgency: Urgency }) {
  const { t } = useWords();
  return (
    <span className="mark" data-urgency={urgency}>
      {t(`urgency.${urgency}`)}
    </span>
  );
}

/** What raised it above its type: danger, self-harm, a minor, a deadline. */
export function FlagMarks({ flags }: { flags: readonly string[] }) {
  const { t } = useWords();
  return flags.map((flag) => (
    <span key={flag} className="mark" data-flag={flag}>
      {t(`flag.${flag}`)}
    </span>
  ));
}

/** What it is about and how it came in, in one line each. */
export function HandoffFacts({ entry }: { entry: Pick<Waiting, 'types' | 'channel'> & { language: Language } }) {
  const words = useWords();
  const types = entry.types.map((type) => typeLabel(words, type)).join(', ');
  return (
    <>
      <span className="types">{types || words.t('queue.noType')}</span>
      <span className="quiet small">
        {languageLabel(words, entry.language)} · {words.t(`channel.${entry.channel}`)}
      </span>
    </>
  );
}
