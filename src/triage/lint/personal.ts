import type { Finding } from './finding.ts';
import type { Located } from './rows.ts';

/** What may belong to somebody. The digits of every script count, and those that are parted by spaces, dashes or points. */
const PERSONAL: readonly (readonly [what: string, looks: RegExp])[] = [
  ['a long number', /\p{Nd}(?:[\s().\-‐-―+]*\p{Nd}){6,}/u],
  ['an e-mail address', /[^\s@]@[^\s@]+\.\p{L}{2}/u],
  // A bare "shop.com" names a business, as people do; what follows a stroke names a page of it.
  ['a link', /https?:|www\.|(?:^|[^\p{L}])[\p{L}\p{N}-]+\.\p{L}{2,}\/[\p{L}\p{N}@?_-]/iu],
  ['a handle', /(?:^|[^\p{L}\p{N}._%+-])@[\p{L}\p{N}_][\p{L}\p{N}_.]/u],
];

/** Texts that name somebody's number or address. What stands there is not repeated. */
export function personalData(texts: readonly Located<readonly string[]>[]): readonly Finding[] {
  return texts.flatMap(({ file, line, row }) =>
    PERSONAL.filter(([, looks]) => row.some((text) => looks.test(text))).map(([what]): Finding => {
      const say = `Here stands ${what}, which may belong to somebody. Leave it out or say it in words (my number).`;
      return { kind: 'personal', file, line, say };
    }),
  );
}
