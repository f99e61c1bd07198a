import { readFileSync } from 'node:fs';
import { parsePhrases } from '../../src/triage/phrases.ts';

/** The phrases as the product ships them. */
export const shipped = parsePhrases(readFileSync(new URL('../../locales/phrases/crisis.csv', import.meta.url), 'utf8'));
