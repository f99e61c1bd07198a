/** The suite's own counting sees what it is there to see. */
import { expect, test } from 'vitest';
import { copiesOf } from '../support/faults/copies.ts';

const meant = (...texts: readonly string[]) => texts.map((text) => ({ text, repeats: 0 }));
const seen = (...texts: readonly string[]) => texts.map((text, index) => ({ id: String(index), text, options: [] }));
const NOTHING = { lost: 0, doubled: 0, repeated: 0, astray: 0 };

test.for([
  ['everything once', meant('One.', 'Two.'), seen('One.', 'Two.'), {}],
  ['as the platform shows it', meant('One *bold* word.'), seen('One bold word.'), {}],
  ['one message in two pieces', meant('One. Two.'), seen('One.', 'Two.'), {}],
  ['nothing came', meant('One.', 'Two.'), seen('One.'), { lost: 1 }],
  ['the first did not come', meant('One.', 'Two.'), seen('Two.'), { lost: 1 }],
  ['one came twice', meant('One.', 'Two.'), seen('One.', 'One.', 'Two.'), { doubled: 1 }],
  ['one came twice, and that was known', [{ text: 'One.', repeats: 1 }], seen('One.', 'One.'), { repeated: 1 }],
  ['one might have come twice, and did not', [{ text: 'One.', repeats: 1 }], seen('One.'), {}],
  ['the same words were meant twice', meant('One.', 'One.'), seen('One.', 'One.'), {}],
  ['the same words were meant twice and came once', meant('One.', 'One.'), seen('One.'), { lost: 1 }],
  ['out of order', meant('One.', 'Two.'), seen('Two.', 'One.'), { lost: 1, astray: 1 }],
  ['nobody meant to say it', meant('One.'), seen('One.', 'Three.'), { astray: 1 }],
] as const)('%s', ([, said, shown, expected]) => {
  expect(copiesOf(said, shown)).toEqual({ ...NOTHING, ...expected });
});
