import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openJson } from '../../src/privacy/keyring.ts';
import { Vault } from '../../src/privacy/vault.ts';
import { createFoundation } from '../support/stage.ts';

let foundation: Awaited<ReturnType<typeof createFoundation>>;

beforeEach(async () => {
  foundation = await createFoundation(() => new Date());
});

afterEach(() => foundation.close());

const at = (vault: Vault, address: string, also: readonly string[] = []) => vault.at('whatsapp', 'main', address, also);

/** Where the conversation is answered, as a delivering process reads it. */
async function answeredAt(id: string, key: Buffer): Promise<string> {
  const [row] = await foundation.database.sql<{ address: Buffer }[]>`select address from conversations where id = ${id}`;
  return openJson(key, 'address', id, row?.address ?? Buffer.alloc(0));
}

describe('a chat that its platform knows by several addresses', () => {
  test('is one conversation, whichever it is written from', async () => {
    const first = await at(foundation.vault, 'number', []);
    const hidden = await at(foundation.vault, 'hidden', ['number']);
    const again = await at(foundation.vault, 'hidden');
    expect([hidden.id, again.id]).toEqual([first.id, first.id]);
  });

  test('is known by them also to a process that knew nothing of it', async () => {
    const first = await at(foundation.vault, 'hidden', ['number']);
    const another = new Vault(foundation);
    expect((await at(another, 'number')).id).toBe(first.id);
  });

  test('is answered at the address that was written from last', async () => {
    const { id, key } = await at(foundation.vault, 'number');
    expect(await answeredAt(id, key)).toBe('number');
    await at(foundation.vault, 'hidden', ['number']);
    expect(await answeredAt(id, key)).toBe('hidden');
    await at(foundation.vault, 'number', ['hidden']);
    expect(await answeredAt(id, key)).toBe('number');
    await at(new Vault(foundation), 'hidden');
    expect(await answeredAt(id, key)).toBe('hidden');
  });

  test('does not take a conversation from somebody who has one of their own', async () => {
    const one = await at(foundation.vault, 'one');
    const other = await at(foundation.vault, 'other');
    expect((await at(foundation.vault, 'one', ['other'])).id).toBe(one.id);
    expect((await at(new Vault(foundation), 'other')).id).toBe(other.id);
  });

  test('begins anew under all of them once it was deleted', async () => {
    const { id } = await at(foundation.vault, 'hidden', ['number']);
    await foundation.database.sql`delete from conversations where id = ${id}`;
    foundation.vault.forget(id);
    const anew = await at(foundation.vault, 'number', ['hidden']);
    expect(anew.id).not.toBe(id);
    expect((await at(foundation.vault, 'hidden')).id).toBe(anew.id);
  });
});

describe('a chat that can no longer be written to', () => {
  const unreachable = async (id: string): Promise<boolean> => {
    const [row] = await foundation.database.sql<
      { gone: boolean }[]
    >`select unreachable_at is not null as gone from conversations where id = ${id}`;
    return row?.gone ?? false;
  };

  test('is noted until it can be again, and begins no conversation', async () => {
    const { id } = await at(foundation.vault, 'amna');
    expect(await foundation.vault.reachable('whatsapp', 'main', 'amna', false)).toBe(id);
    expect(await unreachable(id)).toBe(true);
    await foundation.vault.reachable('whatsapp', 'main', 'amna', true);
    expect(await unreachable(id)).toBe(false);
    expect(await foundation.vault.reachable('whatsapp', 'main', 'nobody', false)).toBeUndefined();
    const [count] = await foundation.database.sql<{ all: number }[]>`select count(*)::int as all from conversations`;
    expect(count?.all).toBe(1);
  });

  test('is found by any of its addresses', async () => {
    const { id } = await at(foundation.vault, 'hidden', ['number']);
    expect(await new Vault(foundation).reachable('whatsapp', 'main', 'number', false)).toBe(id);
    expect(await unreachable(id)).toBe(true);
  });
});

describe('a chat that the person took along to another address', () => {
  test('goes on there, and whoever has the old address is a stranger', async () => {
    const { id, key } = await at(foundation.vault, 'old', ['hidden']);
    expect(await foundation.vault.move('whatsapp', 'main', 'old', 'new')).toBe(id);
    expect((await at(foundation.vault, 'new')).id).toBe(id);
    expect(await answeredAt(id, key)).toBe('new');
    expect((await at(foundation.vault, 'hidden')).id).toBe(id);
    expect((await at(foundation.vault, 'old')).id).not.toBe(id);
    expect((await at(new Vault(foundation), 'old')).id).not.toBe(id);
  });

  test('is nothing when nobody began it', async () => {
    expect(await foundation.vault.move('whatsapp', 'main', 'nobody', 'new')).toBeUndefined();
  });
});
