import type { ShownFile } from '../../http/desk/api.ts';
import { sizeOf } from './size.ts';
import { useWords } from './words.tsx';

/** A document to save. It is never opened in the page, and is saved under a name of our own. */
export function Document({ path, file }: { path: string; file: ShownFile }) {
  const { t } = useWords();
  if (file.trouble) return <p className="small">{t(`problem.media_${file.trouble}`)}</p>;
  return (
    <div className="attached">
      <a href={path} download>
        {t('document.save')}
        {file.size !== undefined && (
          <>
            {' '}
            <bdi>({sizeOf(file.size)})</bdi>
          </>
        )}
      </a>
      <span className="small">{t('document.warning')}</span>
    </div>
  );
}
