/** Which linked device this profile is. It is kept where the real page keeps it: in the storage of the profile. */

const NAME = 'identity';

/** The identity that this profile has, if it is linked. */
export async function savedIdentity(): Promise<string | undefined> {
  return localStorage.getItem(NAME) ?? (await inDatabase<unknown>('readonly', (store) => store.get(NAME)).then(asText));
}

/**
 * Keeps the identity. Chromium writes `localStorage` seconds later, and at an orderly end; the database is written at once,
 * and left out when `late`.
 */
export async function saveIdentity(identity: string, late: boolean): Promise<void> {
  localStorage.setItem(NAME, identity);
  if (!late) await inDatabase('readwrite', (store) => store.put(identity, NAME));
}

export async function forgetIdentity(): Promise<void> {
  localStorage.clear();
  await inDatabase('readwrite', (store) => store.clear());
}

function inDatabase<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('wawc', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('signal');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('signal', mode, { durability: 'strict' });
      const request = work(transaction.objectStore('signal'));
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(request.result);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
