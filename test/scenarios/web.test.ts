import { expect, test } from 'vitest';
import { startAmaan } from '../../src/wiring/amaan.ts';
import { openWebStandIn } from '../support/standins/web/standin.ts';
import { reachQueue } from './paths.ts';
import { Person } from './person.ts';
import { type Platform, prepare } from './platform.ts';
import { scenarios } from './scenarios.ts';

const platform = await scenarios('the web chat', async (): Promise<Platform> => {
  const foundation = await prepare();
  const amaan = await startAmaan(foundation);
  const standIn = openWebStandIn(amaan.url);
  return {
    standIn,
    foundation,
    place: { name: 'web', account: 'page' },
    address: (person) => standIn.address(person),
    deeds: ['text', 'pick', 'voice'],
    buttons: true,
    empties: true,
    async close() {
      await standIn.close();
      await amaan.stop();
      await foundation.close();
    },
  };
});

test('a line that breaks loses nothing, and what is posted twice is one message', async () => {
  const { standIn } = platform;
  const person = new Person(platform, 'broken-line');
  standIn.disturb({ twice: 1, shuffled: false });
  standIn.fault({ kind: 'message_lost', times: 3 });
  await reachQueue(person);
  standIn.mend();
  expect(person.unread()).toEqual([]);
});
