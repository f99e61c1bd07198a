import type { ReactNode } from 'react';
import type { Mark } from '../../http/desk/api.ts';
import { type Piece, piecesOf } from '../pieces.ts';
import { letters } from './letters.ts';

/** Stands for a code that is covered, however long it is. */
const COVER = '····';

interface Props {
  readonly text: string;
  readonly marks?: readonly Mark[] | undefined;
  /** Whether its codes are covered, or all of it where none is marked as one. */
  readonly covered?: boolean;
}

/** The words of a message, in whatever language they are. */
export function Text({ text, marks, covered = false }: Props) {
  if (text === '') return null;
  const pieces = piecesOf(text, marks);
  if (covered && !pieces.some(isCode)) return <p>{COVER}</p>;
  const shown = covered ? pieces.map((piece) => (isCode(piece) ? { ...piece, text: COVER } : piece)) : pieces;
  return <p {...letters(text)}>{shown.map(shownPiece)}</p>;
}

function isCode({ style }: Piece): boolean {
  return style === 'code';
}

function shownPiece({ from, text, style }: Piece): ReactNode {
  if (style === 'bold') return <strong key={from}>{text}</strong>;
  if (style !== 'code') return text;
  return (
    <code key={from} dir="ltr">
      {text}
    </code>
  );
}
