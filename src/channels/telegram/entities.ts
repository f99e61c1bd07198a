/** Marks in Telegram's own form, which counts in UTF-16 units as we do. */
import type { MessageEntity } from 'grammy/types';
import type { Mark } from '../channel.ts';
import type { Cutting } from '../split.ts';

/** The marks that reach into a part, as far as they do, counted from its beginning. */
export function entitiesIn({ from, text }: Cutting, marks: readonly Mark[]): MessageEntity[] {
  return marks.flatMap(({ style: type, ...mark }) => {
    const offset = Math.max(mark.from - from, 0);
    const length = Math.min(mark.to - from, text.length) - offset;
    return length > 0 ? [{ type, offset, length }] : [];
  });
}
