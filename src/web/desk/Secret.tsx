import { useState } from 'react';
import type { Mark } from '../../http/desk/api.ts';
import { Text } from './Text.tsx';
import { useWords } from './words.tsx';

/** A message with a reference and its PIN: nobody who looks over an associate's shoulder reads them in passing. */
export function Secret({ text, marks }: { text: string; marks?: readonly Mark[] | undefined }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Text text={text} marks={marks} covered={!open} />
      <span className="small">
        <button type="button" className="link" onClick={() => setOpen(!open)}>
          {t(open ? 'secret.hide' : 'secret.show')}
        </button>
      </span>
    </>
  );
}
