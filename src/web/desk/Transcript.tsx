import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationView, TranscriptEntry, Viewer } from '../../http/desk/api.ts';
import { Line, PendingLine } from './Line.tsx';
import type { Pending } from './replyQueue.ts';
import { useWords } from './words.tsx';

interface Props {
  readonly view: ConversationView;
  readonly viewer: Viewer;
  readonly pending: readonly Pending[];
  readonly drop: (id: string) => void;
}

/** How near the end counts as reading the newest line. Pixels. */
const NEAR = 80;

/** Both sides of the conversation; stays at the end unless the associate reads further up. */
export function Transcript({ view, viewer, pending, drop }: Props) {
  const { t } = useWords();
  const list = useRef<HTMLOListElement>(null);
  const following = useRef(true);
  const [behind, setBehind] = useState(false);
  const entries = view.entries.filter(isSomething);
  const known = useRef(new Set<string>());
  const newest = `${entries.at(-1)?.id}/${pending.at(-1)?.id}`;

  const toEnd = useCallback(() => list.current?.scrollTo({ top: list.current.scrollHeight }), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is what it waits for
  useEffect(() => {
    // Who has just answered wants to see it, wherever they were reading.
    if (pending.some(({ id }) => !known.current.has(id))) following.current = true;
    known.current = new Set(pending.map(({ id }) => id));
    if (following.current) toEnd();
    else setBehind(true);
  }, [newest]);

  useEffect(() => {
    const shown = list.current;
    if (!shown) return;
    // The alarm, the keyboard of a phone or a longer reply take room away from the newest line.
    const watch = new ResizeObserver(() => following.current && toEnd());
    watch.observe(shown);
    return () => watch.disconnect();
  }, [toEnd]);

  const scrolled = (): void => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = list.current ?? {};
    following.current = scrollHeight - scrollTop - clientHeight < NEAR;
    if (following.current) setBehind(false);
  };

  return (
    <div className="transcript">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse it is scrolled with the keyboard */}
      <ol ref={list} role="log" aria-live="polite" aria-label={t('chat.title')} tabIndex={0} onScroll={scrolled}>
        {entries.map((entry) => (
          <Line key={entry.id} conversationId={view.conversation.id} entry={entry} viewer={viewer} names={view.names} />
        ))}
        {pending.map((reply) => (
          <PendingLine key={reply.id} reply={reply} drop={drop} />
        ))}
      </ol>
      {behind && (
        <button type="button" className="primary small newest" onClick={toEnd}>
          {t('chat.newest')}
        </button>
      )}
    </div>
  );
}

/** Opening the chat is a message without words. */
function isSomething(entry: TranscriptEntry): boolean {
  return entry.text !== '' || (entry.from === 'complainant' && (entry.media !== undefined || entry.withdrawn === true));
}
