import type { ReactNode } from 'react';
import type { Mark, TranscriptEntry, Viewer } from '../../http/desk/api.ts';
import { type Piece, piecesOf } from '../pieces.ts';
import { mediaPath } from './api.ts';
import { Document } from './Document.tsx';
import { letters } from './letters.ts';
import { Picture } from './Picture.tsx';
import type { Pending } from './replyQueue.ts';
import { Voice } from './Voice.tsx';
import { useWords } from './words.tsx';

type From = 'complainant' | 'bot' | 'me' | 'associate';

/** One message: who said it, when, and whether it arrived. */
export function Line({
  conversationId,
  entry,
  viewer,
  names,
}: {
  conversationId: string;
  entry: TranscriptEntry;
  viewer: Viewer;
  names: Readonly<Record<string, string>>;
}) {
  const { t, time } = useWords();
  if (entry.from === 'complainant') {
    const note = entry.picked ? t('chat.picked') : entry.edited ? t('chat.edited') : '';
    const path = mediaPath(conversationId, entry.id);
    return (
      <Bubble from="complainant" who={t('who.complainant')} at={time(entry.at)} note={note}>
        {entry.withdrawn && <span className="media">{t('chat.withdrawn')}</span>}
        {entry.media && entry.file?.as !== 'picture' && <span className="media">{t(`media.${entry.media}`)}</span>}
        {entry.voice && <Voice path={path} {...entry.voice} />}
        {entry.file?.as === 'picture' && <Picture path={path} file={entry.file} />}
        {entry.file?.as === 'document' && <Document path={path} file={entry.file} />}
        <Text text={entry.text} />
      </Bubble>
    );
  }
  const { from, userId, delivery, reason, options, marks } = entry;
  const mine = from === 'associate' && userId === viewer.id;
  const name = mine ? t('who.me') : from === 'bot' ? t('who.bot') : ((userId && names[userId]) ?? t('who.associate'));
  const trouble = delivery === 'failed' || delivery === 'unknown';
  const note = trouble ? t(`delivery.${delivery}`) : from === 'bot' ? '' : t(`delivery.${delivery}`);
  return (
    <Bubble from={mine ? 'me' : from} who={name} at={time(entry.at)} note={note} trouble={trouble}>
      <Text text={entry.text} {...(marks && { marks })} />
      {trouble && reason && <span className="small">{t(`reason.${reason}`)}</span>}
      {options.length > 0 && (
        <ul className="offered" aria-label={t('chat.offered')}>
          {options.map((option) => (
            <li key={option.id} {...letters(option.label)}>
              {option.label}
            </li>
          ))}
        </ul>
      )}
    </Bubble>
  );
}

/** A reply that is still on its way, or that the server refused. */
export function PendingLine({ reply, drop }: { reply: Pending; drop: (id: string) => void }) {
  const { t, time } = useWords();
  const note = reply.refused ? t('delivery.refused') : t('delivery.pending');
  return (
    <Bubble from="me" who={t('who.me')} at={time(reply.at)} note={note} trouble={reply.refused !== undefined}>
      <Text text={reply.text} />
      {reply.refused && (
        <span className="small">
          {t(`problem.${reply.refused}`)}{' '}
          <button type="button" className="link" onClick={() => drop(reply.id)}>
            {t('chat.drop')}
          </button>
        </span>
      )}
    </Bubble>
  );
}

interface BubbleProps {
  readonly from: From;
  readonly who: string;
  readonly at: string;
  readonly note: string;
  readonly trouble?: boolean;
  readonly children: ReactNode;
}

function Bubble({ from, who, at, note, trouble = false, children }: BubbleProps) {
  return (
    <li className="bubble" data-from={from} data-trouble={trouble}>
      <span className="meta">
        <b>
          <bdi>{who}</bdi>
        </b>{' '}
        <time>{at}</time>
      </span>
      <div className="said">{children}</div>
      {note && <span className="meta note">{note}</span>}
    </li>
  );
}

/** People write in any language whatever language the page is in. */
function Text({ text, marks }: { text: string; marks?: readonly Mark[] }) {
  if (text === '') return null;
  return <p {...letters(text)}>{piecesOf(text, marks).map(shownPiece)}</p>;
}

function shownPiece({ from, text, style }: Piece): ReactNode {
  if (style === 'bold') return <strong key={from}>{text}</strong>;
  if (style !== 'code') return text;
  return (
    <code key={from} dir="ltr">
      {text}
    </code>
  );
}
