/** Gives every component the words of the chosen language. */
import type { i18n } from 'i18next';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Language } from '../../http/desk/api.ts';
import { directionOf } from '../languages.ts';
import { loadWords, rememberLanguage } from './loadWords.ts';

export interface Words {
  readonly language: Language;
  /** The text of a key; `types:hacking.label` reaches into another file. */
  t(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** The text of the first key that exists, else `otherwise`. */
  first(keys: readonly string[], otherwise: string): string;
  /** A time of day, or with its date when it was another day. */
  time(at: string): string;
  choose(language: Language): void;
}

const Context = createContext<Words | undefined>(undefined);

/** The words, in any component below {@link WordsProvider}. */
export function useWords(): Words {
  const words = useContext(Context);
  if (!words) throw new Error('there are no words here');
  return words;
}

export function WordsProvider(props: { language: Language; first: i18n; children: ReactNode }) {
  const [current, setCurrent] = useState({ language: props.language, texts: props.first });
  const { language, texts } = current;

  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
    document.title = texts.t('title');
  }, [language, texts]);

  const words = useMemo<Words>(
    () => ({
      language,
      t: (key, values) => texts.t(key, { ...values }),
      first: (keys, otherwise) => {
        const key = keys.find((candidate) => texts.exists(candidate));
        return key === undefined ? otherwise : texts.t(key);
      },
      time: (at) => formatTime(new Date(at), language),
      choose: (wanted) => {
        void loadWords(wanted).then(
          (loaded) => {
            rememberLanguage(wanted);
            setCurrent({ language: wanted, texts: loaded });
          },
          // Without a line the page stays in the language it has.
          () => {},
        );
      },
    }),
    [language, texts],
  );
  return <Context value={words}>{props.children}</Context>;
}

function formatTime(at: Date, language: Language): string {
  const today = at.toDateString() === new Date().toDateString();
  const locale = language === 'ur' ? 'ur-PK' : 'en-GB';
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return at.toLocaleString(locale, today ? time : { ...time, day: 'numeric', month: 'short' });
}
