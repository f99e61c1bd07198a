/** The page of all texts: a file or what a search finds, each line in all languages. Only to read. */
import { useEffect } from 'react';
import type { ContentAnswer, ContentFile } from '../../../http/desk/api.ts';
import { LanguagePicker } from '../LanguagePicker.tsx';
import { useWords } from '../words.tsx';
import { ContentLine } from './ContentLine.tsx';
import { Origin } from './Origin.tsx';
import { useContent } from './useContent.ts';

export function Content() {
  const { t, language } = useWords();
  const { answer, problem, query, choose } = useContent();
  useEffect(() => {
    // In each language anew.
    if (language) document.title = t('content.title');
  }, [t, language]);

  return (
    <div className="content">
      <a className="skip" href="#texts">
        {t('content.title')}
      </a>
      <header className="bar">
        <strong className="brand">{t('content.title')}</strong>
        <span className="gap" />
        <a className="content-link" href="/desk">
          {t('content.back')}
        </a>
        <LanguagePicker />
      </header>
      <main id="texts" className="content-body" tabIndex={-1}>
        <p className="quiet">{t('content.intro')}</p>
        <search className="content-choice">
          <label>
            {t('content.file')}
            <select dir="ltr" value={answer?.file ?? ''} onChange={({ target }) => choose({ file: target.value })}>
              {answer?.file === null && <option value="">–</option>}
              {answer?.files.map((file) => (
                <FileOption key={file.name} file={file} />
              ))}
            </select>
          </label>
          <label>
            {t('content.search')}
            <input
              type="search"
              dir={query.search ? 'auto' : undefined}
              maxLength={100}
              placeholder={t('content.hint')}
              value={query.search ?? ''}
              onChange={({ target }) => choose(target.value ? { search: target.value } : {})}
            />
          </label>
        </search>
        <p className="problem" role="alert">
          {problem && t(`problem.${problem}`)}
        </p>
        {answer ? <Found answer={answer} /> : !problem && <p className="quiet">{t('loading')}</p>}
      </main>
    </div>
  );
}

function FileOption({ file: { name, lines, marked } }: { file: ContentFile }) {
  const { t } = useWords();
  const about = [t('content.lines', { count: lines }), ...(marked > 0 ? [t('content.marked', { count: marked })] : [])];
  return <option value={name}>{`${name} · ${about.join(' · ')}`}</option>;
}

function Found({ answer }: { answer: ContentAnswer }) {
  const { t } = useWords();
  const count = answer.lines.length + answer.more;
  return (
    <>
      <p className="quiet small" role="status">
        {count === 0 ? t('content.none') : t('content.lines', { count })}
      </p>
      {answer.origin && <Origin origin={answer.origin} languages={answer.languages} />}
      <ol className="content-lines">
        {answer.lines.map((line) => (
          <li key={`${line.file}:${line.key}`}>
            <ContentLine line={line} languages={answer.languages} limit={answer.limit} />
          </li>
        ))}
      </ol>
      {answer.more > 0 && <p className="quiet">{t('content.more', { count: answer.more })}</p>}
    </>
  );
}
