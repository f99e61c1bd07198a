import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { isText, keep, kept } from './keep.ts';
import { letters } from './letters.ts';
import { useWords } from './words.tsx';

/** The server takes no more. Characters. */
const LONGEST = 4000;

/** Where the associate writes. What is typed is kept until it is sent, over a reload too. */
export function ReplyBox({ conversationId, send }: { conversationId: string; send: (text: string) => void }) {
  const { t } = useWords();
  const name = `draft/${conversationId}`;
  const [text, setText] = useState(() => kept(name, '', isText));
  const box = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    // On a phone the keyboard would cover what is to be read first.
    if (window.matchMedia('(pointer: fine)').matches) box.current?.focus();
  }, []);

  const write = (value: string): void => {
    setText(value);
    keep(name, value === '' ? null : value);
  };
  const go = (): void => {
    if (text.trim() === '') return;
    send(text.trim());
    write('');
    box.current?.focus();
  };
  const pressed = (event: KeyboardEvent): void => {
    // While a word is being composed, Enter only ends the word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    go();
  };

  return (
    <form
      className="reply"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <textarea
        ref={box}
        {...(text === '' ? {} : letters(text))}
        rows={2}
        value={text}
        maxLength={LONGEST}
        aria-label={t('reply.label')}
        placeholder={t('reply.placeholder')}
        onChange={({ target }) => write(target.value)}
        onKeyDown={pressed}
      />
      <div className="reply-foot">
        <span className="quiet small">
          {text.length > LONGEST - 500 ? t('reply.left', { count: LONGEST - text.length }) : t('reply.hint')}
        </span>
        <button type="submit" className="primary" disabled={text.trim() === ''}>
          {t('reply.send')}
        </button>
      </div>
    </form>
  );
}
