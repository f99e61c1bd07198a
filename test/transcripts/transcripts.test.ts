import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStage, type Stage } from '../support/stage.ts';
import { replay } from './replay.ts';

const FOLDER = import.meta.dirname;

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});

afterAll(() => stage.close());

test.for(readdirSync(FOLDER).filter((file) => file.endsWith('.txt')))('%s', async (file) => {
  const path = join(FOLDER, file);
  // The queue is shared by all conversations of a database; each transcript begins with an empty one.
  await stage.foundation.database.sql`delete from handoffs`;
  await expect(await replay(stage, file, readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
});
