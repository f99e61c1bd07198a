import type { TranscriptEntry } from '../../http/desk/api.ts';
import { mediaPath } from './api.ts';
import { Document } from './Document.tsx';
import { Picture } from './Picture.tsx';
import { Voice } from './Voice.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly conversationId: string;
  readonly entry: Extract<TranscriptEntry, { from: 'complainant' }>;
}

/** What somebody sent instead of words, or why it is not here. */
export function Attached({ conversationId, entry: { id, media, voice, file } }: Props) {
  const { t } = useWords();
  const path = mediaPath(conversationId, id);
  if (!media) return null;
  if (!voice && !file) return <span className="media">{t(`notTaken.${media}`)}</span>;
  return (
    <>
      {file?.as !== 'picture' && <span className="media">{t(`media.${media}`)}</span>}
      {voice && <Voice path={path} {...voice} />}
      {file?.as === 'picture' && <Picture path={path} file={file} />}
      {file?.as === 'document' && <Document path={path} file={file} />}
    </>
  );
}
