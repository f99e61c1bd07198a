import { expect, test } from 'vitest';
import { within } from '../../src/channels/whatsapp/within.ts';
import { startAmaan } from '../../src/wiring/amaan.ts';
import { WHATSAPP_ACCOUNT } from '../../src/wiring/makers.ts';
import { channelOf, groupOf } from '../support/standins/whatsapp/people.ts';
import { startWhatsAppServer, type WhatsAppStandIn } from '../support/standins/whatsapp/server.ts';
import { Person } from './person.ts';
import { type Platform, prepare } from './platform.ts';
import { scenarios } from './scenarios.ts';

/** How long a browser may take to show a code. Milliseconds. */
const LINKING = 60_000;

const standIn: WhatsAppStandIn = await startWhatsAppServer();

async function open(): Promise<Platform> {
  const { CHROMIUM_PATH } = process.env;
  const foundation = await prepare({
    WHATSAPP: 'on',
    WHATSAPP_CHROMIUM_ARGS: standIn.chromiumArgs,
    ...(CHROMIUM_PATH !== undefined && { CHROMIUM_PATH }),
  });
  const linked = standIn.scan();
  const amaan = await startAmaan(foundation);
  await within(LINKING, linked);
  return {
    standIn,
    foundation,
    place: { name: 'whatsapp', account: WHATSAPP_ACCOUNT },
    address: (person) => standIn.address(person),
    deeds: [
      ...(['text', 'pick', 'voice', 'picture', 'video', 'file', 'sticker', 'location'] as const),
      ...(['contact', 'poll', 'call', 'unknown', 'edit', 'delete'] as const),
    ],
    buttons: false,
    async aside(person) {
      standIn.inGroup('family', person, 'hello all');
      standIn.status(person, 'what a day');
      standIn.inChannel('news', 'all the news');
      standIn.react(person, standIn.sent(person).at(-1)?.id ?? '', '👍');
      standIn.fromPhone(person, 'written on the phone of the helpline');
      return [groupOf('family'), channelOf('news'), 'status@broadcast'];
    },
    async close() {
      await amaan.stop();
      await foundation.close();
      expect(standIn.browsers()).toEqual([]);
      await standIn.close();
    },
  };
}

const platform = await scenarios('WhatsApp', open);

const { texts } = platform.foundation;

test('below the numbers stands how to answer, in the language of the conversation', async () => {
  for (const language of ['en', 'ur', 'ur-Latn']) {
    const person = new Person(platform, `hint-${language}`, language);
    await person.writes('salam');
    await person.reads('intake:language.ask');
    await person.picks('intake:language.ask', language);
    await person.readsAll('intake:welcome.say', 'intake:safe.ask');
    expect(
      standIn
        .raw(person.name)
        .at(-1)
        ?.endsWith(`\n\n${texts.say(language, 'common:menu.hint')}`),
    ).toBe(true);
  }
});
