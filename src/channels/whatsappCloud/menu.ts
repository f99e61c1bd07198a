/** What may be picked: as buttons, as a list, or as numbers to answer with, whichever the Cloud API can carry whole. */
import type { Mark, Option, Outbound } from '../channel.ts';

/** Meta's limits, in characters. A label is never cut: half of "Yes, but not now" may say the opposite. */
const BUTTONS = { most: 3, label: 20, id: 256, body: 1_024 };
const LIST = { most: 10, label: 24, id: 200, body: 4_096, opener: 20 };

/** `action` as the Cloud API takes it; `limit` for the words above, in characters. Ids are `<asked>:<option id>`. */
export interface Menu {
  readonly type: 'button' | 'list';
  readonly action: object;
  readonly limit: number;
}

/** The menu that can be pressed; undefined when the options have to be numbers. */
export function pressable({ options, asked, menuTitle = '' }: Outbound): Menu | undefined {
  const rows = options.map(({ id, label }) => ({ id: `${asked}:${id}`, title: label.trim() }));
  const opener = menuTitle.trim();
  if (fits(rows, BUTTONS)) {
    return { type: 'button', limit: BUTTONS.body, action: { buttons: rows.map((reply) => ({ type: 'reply', reply })) } };
  }
  // What opens a list is a word that people read: without it there is no list.
  if (opener === '' || opener.length > LIST.opener || !fits(rows, LIST)) return undefined;
  return { type: 'list', limit: LIST.body, action: { button: opener, sections: [{ title: opener, rows }] } };
}

function fits(rows: readonly { id: string; title: string }[], most: { most: number; label: number; id: number }): boolean {
  const titles = new Set(rows.map(({ title }) => title));
  return (
    rows.length <= most.most &&
    titles.size === rows.length &&
    rows.every(({ id, title }) => title !== '' && !title.includes('\n') && title.length <= most.label && id.length <= most.id)
  );
}

/** The words with the options as numbers below them, and the hint how to answer below those. */
export function numbered({ text, marks = [], options, menuHint }: Outbound): { text: string; marks: readonly Mark[] } {
  let whole = `${text.trimEnd()}\n`;
  const bold = options.map(({ label }: Option, index): Mark => {
    const number = String(index + 1);
    const from = whole.length + 1;
    whole += `\n${number}  ${label.replaceAll(/\s+/g, ' ').trim()}`;
    return { style: 'bold', from, to: from + number.length };
  });
  return { text: menuHint ? `${whole}\n\n${menuHint}` : whole, marks: [...marks, ...bold] };
}
