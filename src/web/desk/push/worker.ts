/**
 * Runs in the browser while no page of ours is open, and shows one of the fixed sentences when it is woken. The sentences
 * came with its own address, in the language that was chosen; what wakes it carries only which of them to show. It imports
 * nothing, because not every browser lets it.
 */
interface Woken extends Event {
  readonly data: { text(): string } | null;
  waitUntil(done: Promise<unknown>): void;
}

interface Clicked extends Event {
  readonly notification: Notification;
  waitUntil(done: Promise<unknown>): void;
}

interface Page {
  readonly url: string;
  focus(): Promise<unknown>;
}

/** What a service worker has of its surroundings, as far as this one uses it. */
interface Surroundings {
  readonly location: Location;
  readonly registration: { showNotification(title: string, options: object): Promise<void> };
  readonly clients: {
    matchAll(wanted: { type: 'window'; includeUncontrolled: true }): Promise<readonly Page[]>;
    openWindow(address: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install', hear: () => void): void;
  addEventListener(type: 'push', hear: (event: Woken) => void): void;
  addEventListener(type: 'notificationclick', hear: (event: Clicked) => void): void;
}

declare const self: Surroundings;

const DESK = '/desk';

const words = new URLSearchParams(self.location.search);

// A language chosen anew is to be spoken at once.
self.addEventListener('install', () => void self.skipWaiting());

self.addEventListener('push', (event) => {
  const word = event.data?.text().trim() ?? '';
  const options = {
    body: words.get(word) ?? words.get('waiting') ?? '',
    lang: words.get('lang') ?? 'en',
    dir: words.get('dir') ?? 'auto',
    // Several calls are one notification, which makes itself heard for each.
    tag: 'oncall',
    renotify: true,
  };
  event.waitUntil(self.registration.showNotification(words.get('title') ?? '', options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(goToDesk());
});

async function goToDesk(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.find(({ url }) => new URL(url).pathname === DESK);
  await (open ? open.focus() : self.clients.openWindow(DESK));
}
