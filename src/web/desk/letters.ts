/** Which letters a text is in, so that it gets their font and direction whatever language the page is in. */
export function letters(text: string): { readonly lang: 'ur' | 'en'; readonly dir: 'auto' } {
  return { lang: /[\u0600-\u06ff]/.test(text) ? 'ur' : 'en', dir: 'auto' };
}
