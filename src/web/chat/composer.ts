/** The box in which the person writes. It is always usable, whatever the line does, and a draft outlives a reload. */
import type { Kept } from './kept.ts';

interface Parts {
  readonly form: HTMLFormElement;
  readonly box: HTMLTextAreaElement;
  readonly kept: Kept;
  /** Takes a text that is not blank; false leaves it in the box. */
  send(text: string): boolean;
}

export interface Composer {
  /** Puts a text that could not be sent back, before what was written meanwhile. */
  giveBack(text: string): void;
}

const NAME = 'draft';

export function createComposer({ form, box, kept, send }: Parts): Composer {
  const changed = (): void => {
    kept.set(NAME, box.value);
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  const submit = (): void => {
    if (box.value.trim() === '' || !send(box.value.trim())) return;
    box.value = '';
    changed();
  };
  box.addEventListener('input', changed);
  box.addEventListener('keydown', (event) => {
    // Enter may also end a word that is still being composed on the keyboard.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
    box.focus();
  });
  box.value = kept.get(NAME) ?? '';
  form.hidden = false;
  changed();
  return {
    giveBack(text) {
      box.value = [text, box.value].filter(Boolean).join('\n');
      changed();
    },
  };
}
