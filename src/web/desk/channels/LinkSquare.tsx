import type { LinkCode } from '../../../http/desk/api.ts';
import { useWords } from '../words.tsx';

/** What the phone scans: dark on light in every colour scheme, because phones look for just that. */
export function LinkSquare({ code: { size, path } }: { code: LinkCode }) {
  const { t } = useWords();
  return (
    <svg className="link-square" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('channels.code')}>
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
