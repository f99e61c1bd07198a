import { LANGUAGES } from './loadWords.ts';
import { useWords } from './words.tsx';

/** Each language under its own name, because who needs it may not read the others. */
const NAMES = { en: 'English', ur: 'اردو', 'ur-Latn': 'Roman Urdu' } as const;

export function LanguagePicker() {
  const { language, choose, t } = useWords();
  return (
    <select
      className="language"
      aria-label={t('language.choose')}
      value={language}
      onChange={({ target }) => {
        const wanted = LANGUAGES.find((known) => known === target.value);
        if (wanted) choose(wanted);
      }}
    >
      {LANGUAGES.map((known) => (
        <option key={known} value={known} lang={known}>
          {NAMES[known]}
        </option>
      ))}
    </select>
  );
}
