import { join } from 'node:path';
import { inject } from 'vitest';
import { createTriage } from '../../src/triage/triage.ts';
import { loadModel, readTriageWords } from '../../src/wiring/triage.ts';

/** The phrases as the product ships them. */
export const shipped = readTriageWords();

/** The model of these phrases, learnt once for the whole test run. */
export const model = loadModel(shipped, join(inject('dataDir'), 'triage'));

/** Triage as the product ships it. */
export const triage = createTriage(shipped.crisis, model);
