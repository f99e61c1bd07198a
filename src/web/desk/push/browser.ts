/** Lets the browser be woken, or not any more. */

/** The worker's own corner: it has nothing to do with what the pages load. */
const CORNER = '/desk/push/';

/** The sentences that the worker shows, by the word that wakes it. */
export type Sentences = Readonly<Record<'title' | 'waiting' | 'down' | 'test' | 'lang' | 'dir', string>>;

/** Whether this browser can be woken at all. None can over plain http, except on its own machine. */
export function canBeWoken(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** Whether somebody told this browser not to show anything of ours. Only they can change that, in its settings. */
export function isForbidden(): boolean {
  return Notification.permission === 'denied';
}

/** How this browser is woken now; null when it is not. */
export async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(CORNER);
  if (Notification.permission !== 'granted') return null;
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Gives the worker its sentences; another language replaces the ones before. */
export async function prepareWorker(sentences: Sentences): Promise<ServiceWorkerRegistration> {
  const address = `${CORNER}worker.js?${new URLSearchParams(sentences)}`;
  return await navigator.serviceWorker.register(address, { scope: CORNER });
}

/** Asks for permission and subscribes. Null when permission was not given; rejects when the browser cannot subscribe. */
export async function subscribeHere(publicKey: string, sentences: Sentences): Promise<PushSubscription | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null;
  const registration = await prepareWorker(sentences);
  await activated(registration);
  // One that was made with another key cannot be used and would be in the way.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  return await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
}

async function activated(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (!worker) throw new Error('there is no worker');
  while (worker.state !== 'activated') {
    if (worker.state === 'redundant') throw new Error('the worker was not accepted');
    await new Promise((changed) => worker.addEventListener('statechange', changed, { once: true }));
  }
}
