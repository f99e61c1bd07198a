/** How the page asks its server. */

/** Which document this is: the server tells it at first, and every request names it. */
let here = '';

export function iAm(document: string): void {
  here = document;
}

/** Asks the server; gives its answer, or undefined when it has none. Throws when the server does not answer. */
export async function ask<Answer>(path: string, body: object = {}): Promise<Answer | undefined> {
  const response = await fetch(`/api/${path}?document=${here}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error('ERROR_NETWORK');
  return response.status === 204 ? undefined : await response.json();
}

/** Puts a file into the server and gives the path where it is. */
export async function upload(file: Blob): Promise<string> {
  const response = await fetch(`/media?document=${here}`, { method: 'POST', body: file });
  return await response.text();
}

/** Stops everything in this page until the server lets go: the thread waits for an answer that does not come. */
export function hang(): void {
  const request = new XMLHttpRequest();
  request.open('GET', `/hang?document=${here}`, false);
  request.send();
}
