/** One message as it stands in the thread. */
import type { Language, ShownMessage } from '../../http/chat/shape.ts';
import { clock } from '../clock.ts';
import { scriptOf } from '../languages.ts';
import { type Piece, piecesOf } from '../pieces.ts';
import { make } from './dom.ts';
import { wordsOf } from './words.ts';

/** `waiting` has not gone out, `sending` is on its way, `sent` stands with us. */
export type Delivery = 'waiting' | 'sending' | 'sent';

const LINK = /(https:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]،۔])/;

/** A list item with the sender's name (for a reader that cannot see sides and colours), the words and the state. */
export function makeBubble(message: ShownMessage, language: Language): HTMLLIElement {
  const words = wordsOf(language);
  const text = make('p', 'text', ...partsOf(message, language));
  text.dir = 'auto';
  text.lang = scriptOf(message.text);
  const item = make('li', `message ${message.from}`, make('p', 'from', words.from[message.from]), text, make('p', 'meta'));
  item.dataset.at = message.at;
  return item;
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

function partsOf({ text, marks, media, seconds, from }: ShownMessage, language: Language): (Node | string)[] {
  const length = seconds === undefined ? [] : [' ', make('bdi', '', clock(seconds))];
  const kind = media && make('em', 'media', `[${wordsOf(language).media[media]}`, ...length, ']');
  if (from === 'you') return kind ? [kind, ` ${text}`] : [text];
  return piecesOf(text, marks).flatMap(shownPiece);
}

function shownPiece({ text, style }: Piece): (Node | string)[] {
  if (style === 'code') return [codeOf(text)];
  // Splitting at a captured group puts the addresses at the odd places.
  const parts = text.split(LINK).map((part, at) => (at % 2 === 1 ? linkTo(part) : part));
  return style === 'bold' ? [make('strong', '', ...parts)] : parts;
}

/** In a line of Urdu the two halves of a reference would otherwise change places. */
function codeOf(text: string): HTMLElement {
  const code = make('code', '', text);
  code.dir = 'ltr';
  return code;
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
