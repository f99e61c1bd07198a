import { useState } from 'react';
import type { ShownFile } from '../../http/desk/api.ts';
import { type FailureCode, mediaTrouble } from './api.ts';
import { useWords } from './words.tsx';

/**
 * A picture that nobody comes upon unprepared: it is loaded only when an associate asks for it, goes when it is hidden,
 * and is closed again whenever the line is drawn anew.
 */
export function Picture({ path, file }: { path: string; file: ShownFile }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [trouble, setTrouble] = useState<FailureCode | 'unshowable'>();
  if (file.trouble) {
    return (
      <>
        <span className="media">{t('media.picture')}</span>
        <p className="small">{t(`problem.media_${file.trouble}`)}</p>
      </>
    );
  }

  const toggle = (): void => {
    setTrouble(undefined);
    setOpen(!open);
  };
  // An image does not say what the server said.
  const failed = async (): Promise<void> => {
    const why = (await mediaTrouble(path)) ?? 'unshowable';
    setOpen(false);
    setTrouble(why);
  };

  return (
    <div className="attached">
      <span className="media">{t('picture.warning')}</span>
      {trouble && (
        <span className="small" role="alert">
          {t(trouble === 'unshowable' ? 'picture.unshowable' : `problem.${trouble}`)}
        </span>
      )}
      <button type="button" onClick={toggle}>
        {t(open ? 'picture.hide' : 'picture.show')}
      </button>
      {open && (
        <img
          src={path}
          alt={t('picture.label')}
          draggable={false}
          onLoad={({ currentTarget }) => currentTarget.scrollIntoView({ block: 'nearest' })}
          onError={() => void failed()}
        />
      )}
    </div>
  );
}
