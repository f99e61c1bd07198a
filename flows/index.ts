/** Every conversation there is, by the id that saves carry. */
import type { Flow } from '../src/engine/flow.ts';
import { intake } from './intake/flow.ts';

export { intake };

/** The flows a save can name. */
export const flows: Readonly<Record<string, Flow>> = { [intake.id]: intake };
