import type { ReactNode } from 'react';
import type { TranscriptEntry, Viewer } from '../../http/desk/api.ts';
import { Attached } from './Attached.tsx';
import { letters } from './letters.ts';
import type { Pending } from './replyQueue.ts';
import { Secret } from './Secret.tsx';
import { Text } from './Text.tsx';
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
    return (
      <Bubble from="complainant" who={t('who.complainant')} at={time(entry.at)} note={note}>
        {entry.withdrawn && <span className="media">{t('chat.withdrawn')}</span>}
        <Attached conversationId={conversationId} entry={entry} />
        <Text text={entry.text} />
      </Bubble>
    );
  }
  const { from, userId, delivery, reason, options, text, marks, secret } = entry;
  const mine = from === 'associate' && userId === viewer.id;
  const name = mine ? t('who.me') : from === 'bot' ? t('who.bot') : ((userId && names[userId]) ?? t('who.associate'));
  const trouble = delivery === 'failed' || delivery === 'unknown';
  // What an associate wrote goes out once the chat takes messages again.
  const why = from === 'associate' && reason === 'blocked' ? 'blockedReply' : reason;
  const note = trouble ? t(`delivery.${delivery}`) : from === 'bot' ? '' : t(`delivery.${delivery}`);
  return (
    <Bubble from={mine ? 'me' : from} who={name} at={time(entry.at)} note={note} trouble={trouble}>
      {secret ? <Secret text={text} marks={marks} /> : <Text text={text} marks={marks} />}
      {trouble && why && <span className="small">{t(`reason.${why}`)}</span>}
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
