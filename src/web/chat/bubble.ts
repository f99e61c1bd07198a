/** One message as it stands in the thread. */
import type { Language, ShownMessage } from '../../http/chat/shape.ts';
import { clock } from '../clock.ts';
import { directionOf, scriptOf } from '../languages.ts';
import { type Piece, piecesOf } from '../pieces.ts';
import { make } from './dom.ts';
import { wordsOf } from './words.ts';

/** `waiting` has not gone out, `sending` is on its way, `sent` stands with us. */
export type Delivery = 'waiting' | 'sending' | 'sent';

/** An address, or a number in parts such as that of a telephone. */
const WHOLE = /(https:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]،۔]|\d+(?:-\d+)+)/;

/** A list item with the sender's name (for a reader that cannot see sides and colours), the words and the state. */
export function makeBubble(message: ShownMessage, language: Language): HTMLLIElement {
  const words = wordsOf(language);
  const text = make('p', 'text', ...partsOf(message, language));
  const { lang, dir } = tongueOf(text.textContent ?? '', message.language, language);
  text.lang = lang;
  text.dir = dir;
  const item = make('li', `message ${message.from}`, make('p', 'from', words.from[message.from]), text, make('p', 'meta'));
  item.dataset.at = message.at;
  return item;
}

/**
 * A line of ours, whose language is known, may begin with a word or a number in other letters and still reads in the
 * direction of its language. What people write is known by its letters; `page` tells which language shares them.
 */
export function tongueOf(text: string, known: Language | undefined, page: Language): { lang: string; dir: string } {
  if (known && directionOf(known) === 'ltr') return { lang: known, dir: 'ltr' };
  const script = scriptOf(text);
  // Any other was told by letters that only it has.
  const shared = script === 'ur' || script === 'en';
  const language = known ?? page;
  if (!shared || directionOf(script) !== directionOf(language)) return { lang: script, dir: 'auto' };
  return { lang: language, dir: known ? directionOf(known) : 'auto' };
}

/** Writes under a bubble when it came, or that it is still on its way. */
export function showDelivery(item: HTMLLIElement, delivery: Delivery, language: Language): void {
  const words = wordsOf(language);
  const own = item.classList.contains('you');
  item.dataset.state = delivery;
  const meta = item.querySelector('.meta');
  const time = timeOf(item.dataset.at);
  if (!meta) return;
  if (delivery !== 'sent') meta.replaceChildren(words.delivery.sending);
  else if (own) meta.replaceChildren(make('span', 'unseen', words.delivery.sent), ` ${time} `, make('span', 'tick'));
  else meta.replaceChildren(time);
}

function partsOf(message: ShownMessage, language: Language): (Node | string)[] {
  const { text, marks, media, seconds, from } = message;
  const length = seconds === undefined ? [] : [' ', make('bdi', '', clock(seconds))];
  const kind = media && make('em', 'media', `[${wordsOf(language).media[media]}`, ...length, ']');
  if (from === 'you') return kind ? [kind, ` ${text}`] : [text];
  // In no language of its own: each language says its line, one below the other.
  if (from === 'bot' && !message.language && !marks) return text.split('\n\n').map(paragraphOf);
  return piecesOf(text, marks).flatMap(shownPiece);
}

function paragraphOf(text: string): HTMLElement {
  const paragraph = make('span', 'paragraph', ...shownPiece({ from: 0, text }));
  paragraph.dir = 'auto';
  paragraph.lang = scriptOf(text);
  return paragraph;
}

function shownPiece({ text, style }: Piece): (Node | string)[] {
  if (style === 'code') return [codeOf(text)];
  // Splitting at a captured group puts what was found at the odd places.
  const parts = text.split(WHOLE).map((part, at) => (at % 2 === 0 ? part : /^\d/.test(part) ? numberOf(part) : linkTo(part)));
  return style === 'bold' ? [make('strong', '', ...parts)] : parts;
}

/** In a line of Urdu the two halves of a reference would otherwise change places. */
function codeOf(text: string): HTMLElement {
  const code = make('code', '', text);
  code.dir = 'ltr';
  return code;
}

/** Dialled as it stands, so it is never broken over two lines. */
function numberOf(text: string): HTMLElement {
  const number = make('span', 'phone', text);
  number.dir = 'ltr';
  return number;
}

function linkTo(address: string): HTMLAnchorElement {
  const link = make('a', '', address.replace(/^https:\/\/(www\.)?/, ''));
  link.href = address;
  link.rel = 'noreferrer noopener';
  link.target = '_blank';
  link.dir = 'ltr';
  return link;
}

function timeOf(at: string | undefined): string {
  // Digits alone, which read the same in all our languages.
  return at ? new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }) : '';
}
