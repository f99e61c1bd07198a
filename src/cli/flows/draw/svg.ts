/** Draws what Graphviz laid out, in letters that every script has. */

/** At the start of a line: it is set in bold, or in grey. Characters that no text may hold. */
export const STRONG = '\u{E000}';
export const QUIET = '\u{E001}';

const FONTS = "Arial, 'Liberation Sans', 'Noto Sans', 'Noto Naskh Arabic', Tahoma, sans-serif";

const LOOKS: Readonly<Record<string, string>> = { [STRONG]: ' font-weight="bold"', [QUIET]: ' fill-opacity="0.7"' };

/** `title` is read out in place of the picture. */
export function restyled(svg: string, title: string): string {
  const named = title.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return svg
    .replace(/(<svg [^>]*)>/, `$1 role="img">\n<title>${named}</title>`)
    .replaceAll('font-family="Arial"', `font-family="${FONTS}"`)
    .replace(/(<text [^>]*)>([\u{E000}\u{E001}])/gu, (_all, opening: string, mark: string) => `${opening}${LOOKS[mark]}>`);
}
