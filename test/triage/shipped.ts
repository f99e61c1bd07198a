import { join } from 'node:path';
import { inject } from 'vitest';
import { createTriage } from '../../src/triage/triage.ts';
import { addedLanguages, loadModel, readTopicPhrases, readTriageWords, readWatchedPhrases } from '../../src/wiring/triage.ts';

/** The phrases as the product ships them. */
export const shipped = readTriageWords();

/** The rows by which being watched is heard. */
export const watchedRows = readWatchedPhrases();

/** The rows by which a topic is heard. */
export const topicRows = readTopicPhrases();

/** The model of these phrases, learnt once for the whole test run. */
export const model = loadModel(shipped, join(inject('dataDir'), 'triage'));

/** Triage as the product ships it. */
export const triage = createTriage(shipped.crisis, model, addedLanguages(), watchedRows, topicRows);
