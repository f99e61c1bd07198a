/** What can happen to the line of WhatsApp Web alone, while people write: none of it is lost. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import { createDataDir } from '../support/dataDir.ts';
import { expectNothingLost } from '../support/faults/expectNothingLost.ts';
import { names, Scene } from '../support/faults/scene.ts';
import { type WhatsAppLine, whatsappLine } from '../support/faults/whatsappLine.ts';
import { singleFaults } from './suite.ts';

singleFaults(whatsappLine);

describe('the line', { timeout: 240_000 }, () => {
  const dir = createDataDir();
  let line: WhatsAppLine;
  beforeAll(async () => {
    line = await whatsappLine();
  });
  afterAll(() => line.close());

  test('the phone ends the link and makes it anew while people write', async () => {
    const scene = new Scene(line, dir);
    const { cast, lives } = scene;
    await scene.open();
    scene.disturb();
    const writing = cast.allInTurn(names('talking', 4), 4);
    await cast.atOnce(names('before', 4));
    await lives.during(line.standIn.until(() => names('before', 4).some((person) => line.standIn.sent(person).length > 0)));
    await lives.during(line.standIn.logout());
    // The page that was logged out shows a code as well, and takes it along when it is closed.
    await lives.program.logged('whatsapp session ended');
    await cast.atOnce(names('meanwhile', 4));
    await lives.during(line.standIn.scan());
    await cast.atOnce(names('after', 4));
    await lives.during(writing);
    expectNothingLost(await scene.close());
  });

  test('the page hangs while people write, and never wakes up', async () => {
    const scene = new Scene(line, dir);
    const { cast, lives } = scene;
    await scene.open();
    await lives.program.logged('whatsapp ready');
    scene.disturb();
    const writing = cast.allInTurn(names('chatting', 4), 4);
    await cast.atOnce(names('early', 4));
    await lives.during(line.standIn.hang());
    await cast.atOnce(names('late', 4));
    await lives.during(writing);
    expectNothingLost(await scene.close());
  });
});
