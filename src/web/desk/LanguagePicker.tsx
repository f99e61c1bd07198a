import { nameOf } from '../languages.ts';
import { DESK_LANGUAGES } from './loadWords.ts';
import { useWords } from './words.tsx';

/** Each language under its own name, because who needs it may not read the others. */
export function LanguagePicker() {
  const { language, choose, t } = useWords();
  return (
    <select
      className="language"
      aria-label={t('language.choose')}
      value={language}
      onChange={({ target }) => {
        const wanted = DESK_LANGUAGES.find((known) => known === target.value);
        if (wanted) choose(wanted);
      }}
    >
      {DESK_LANGUAGES.map((known) => (
        <option key={known} value={known} lang={known}>
          {nameOf(known)}
        </option>
      ))}
    </select>
  );
}
