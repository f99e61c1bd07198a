/** A message cut where its marks begin and end, for the chat page and the desk: each shows them with elements of its own. */
import type { Mark } from '../http/chat/shape.ts';

/** Some words of a message. `from` is where they stand in it. */
export interface Piece {
  readonly from: number;
  readonly text: string;
  readonly style?: Mark['style'];
}

/** The whole text in pieces, none of them empty. Marks are in order and do not overlap. */
export function piecesOf(text: string, marks: readonly Mark[] = []): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { style, from, to } of marks) {
    pieces.push({ from: end, text: text.slice(end, from) }, { from, text: text.slice(from, to), style });
    end = to;
  }
  return [...pieces, { from: end, text: text.slice(end) }].filter((piece) => piece.text !== '');
}
