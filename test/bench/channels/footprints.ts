import { footprint } from '../../../src/channels/whatsapp/footprint.ts';
import type { StandIn } from '../../support/standins/standin.ts';
import type { House } from './house.ts';

/** How often it is looked at. */
const LOOKS = 10;

/** Messages that are on their way at once. */
const ABREAST = 10;

/** Bytes of the program and its browser, before and after each tenth of so many messages of a few persons. */
export async function footprints(house: House, standIn: StandIn, messages: number): Promise<number[]> {
  const sizes = [await sizeOf(house)];
  for (let look = 0; look < LOOKS; look += 1) {
    for (let done = 0; done < messages / LOOKS; done += ABREAST) {
      await Promise.all(Array.from({ length: ABREAST }, (_, at) => exchange(standIn, `regular${at}`)));
    }
    sizes.push(await sizeOf(house));
  }
  return sizes;
}

/** Asks for help at any point, which is always answered at once. */
async function exchange(standIn: StandIn, person: string): Promise<void> {
  const before = standIn.sent(person).length;
  await standIn.receive(person, { kind: 'text', text: 'help' });
  await standIn.until(() => standIn.sent(person).length > before);
}

async function sizeOf(house: House): Promise<number> {
  return (await footprint(house.pid)) ?? Number.NaN;
}
