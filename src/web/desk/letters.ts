import { scriptOf } from '../languages.ts';

/** Which letters a text is in, so that it gets their font and direction whatever language the page is in. */
export function letters(text: string): { readonly lang: string; readonly dir: 'auto' } {
  return { lang: scriptOf(text), dir: 'auto' };
}
