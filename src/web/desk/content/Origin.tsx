import type { ContentAnswer } from '../../../http/desk/api.ts';
import { useWords } from '../words.tsx';

interface Props {
  readonly origin: NonNullable<ContentAnswer['origin']>;
  readonly languages: ContentAnswer['languages'];
}

/** Where the facts of a file come from, and who has read each language over. */
export function Origin({ origin: { sources, reviewed }, languages }: Props) {
  const { t } = useWords();
  return (
    <section className="content-origin">
      <h2>{t('content.reviewed')}</h2>
      <ul>
        {languages.map(({ id, name }, index) => (
          <li key={id}>
            <span lang={id}>{name}</span>: <bdi>{reviewed[index] || '–'}</bdi>
          </li>
        ))}
      </ul>
      <details>
        <summary>
          {t('content.sources')} ({sources.length})
        </summary>
        <ul>
          {sources.map(({ id, title, where }) => (
            <li key={id} dir="ltr" lang="en">
              <code>{id}</code> {title ? `${title} – ${where}` : t('content.unknownSource')}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
