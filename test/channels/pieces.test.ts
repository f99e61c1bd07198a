import { expect, test } from 'vitest';
import { piecesOf } from '../../src/web/pieces.ts';

test('a message without marks is one piece, an empty one none', () => {
  expect(piecesOf('*as it is*')).toEqual([{ from: 0, text: '*as it is*' }]);
  expect(piecesOf('')).toEqual([]);
});

test('a message is cut at its marks and loses nothing, at its edges and after Urdu and emoji too', () => {
  const text = '0 – 😀 لفظ 1234';
  const marks = [
    { style: 'bold', from: 0, to: 1 },
    { style: 'code', from: text.length - 4, to: text.length },
  ] as const;
  const pieces = piecesOf(text, marks);
  expect(pieces).toEqual([
    { from: 0, text: '0', style: 'bold' },
    { from: 1, text: ' – 😀 لفظ ' },
    { from: 11, text: '1234', style: 'code' },
  ]);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
});
