/** How an outgoing message looks on WhatsApp: its text with what stands out, options as a numbered list below the last part. */
import { type Mark, type Outbound, SendError } from '../channel.ts';
import { type Cutting, splitText } from '../split.ts';

/** So long a message may be that it can be read on a phone without unfolding it again and again. Characters. */
export const TEXT_LIMIT = 4_000;

/** A blank that WhatsApp does not take for the inside of a word, so that a plain sign before it stays a sign. */
const HAIR = '\u200A';

const SIGNS = { bold: '*', code: '`' } as const;

/** The bodies to send, one after the other. Throws {@link SendError} `rejected` when there is nothing to say. */
export function render(message: Outbound): string[] {
  const menu = menuOf(message);
  const parts = splitText(message.text, TEXT_LIMIT).map((cutting) => withMarks(cutting, message.marks ?? []));
  if (menu === '') return parts.length > 0 ? parts : reject();
  const last = parts.pop();
  return [...parts, last === undefined ? menu : `${last}\n\n${menu}`];
}

function menuOf({ options, menuHint }: Outbound): string {
  if (options.length === 0) return '';
  const lines = options.map(({ label }, index) => `*${index + 1}*  ${plain(label)}`);
  return [lines.join('\n'), ...(menuHint === undefined ? [] : [plain(menuHint)])].join('\n\n');
}

function withMarks({ from, text }: Cutting, marks: readonly Mark[]): string {
  let done = 0;
  let body = '';
  for (const mark of marks) {
    const start = Math.max(mark.from - from, done);
    const end = Math.min(mark.to - from, text.length);
    if (end <= start) continue;
    body += plain(text.slice(done, start)) + marked(text.slice(start, end), SIGNS[mark.style]);
    done = end;
  }
  return body + plain(text.slice(done));
}

/** WhatsApp marks within one line only, and only what does not begin or end with a blank. */
function marked(text: string, sign: string): string {
  return text.replace(/^([^\S\n]*)(\S(?:.*\S)?)/gm, (_, blank: string, words: string) => {
    return `${blank}${sign}${words.replaceAll(sign, '')}${sign}`;
  });
}

/** Keeps a pair of signs in plain words from being taken for a mark. Signs within a word or an address are none. */
function plain(text: string): string {
  return text.replace(/(?<=^|[\s([{"'«“])([*_~])(?=\S(?:[^\n]*\S)?\1(?![\p{L}\p{N}]))/gmu, `$1${HAIR}`);
}

function reject(): never {
  throw new SendError('rejected', { cause: new Error('the message has no text') });
}
