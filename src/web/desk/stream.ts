/** Hears from the server that something is new, and keeps listening when the line breaks. */
import type { StreamEvent } from '../../http/desk/api.ts';
import { api, SIGNED_OUT } from './api.ts';

interface Listener {
  /** `ready` comes at every new connection: what happened in between was missed. */
  heard(event: StreamEvent, conversationId: string): void;
  line(up: boolean): void;
}

const EVENTS: readonly StreamEvent[] = ['ready', 'queue', 'chat', 'lines', 'beat', 'signedOut'];
/** The server shows a sign of life every 20 seconds; after this a connection counts as dead. Milliseconds. */
const SILENCE = 50_000;
const PAUSE = 3_000;

/** Follows the stream until the returned function is called. */
export function follow(listener: Listener): () => void {
  let source: EventSource | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const again = (after: number): void => {
    clearTimeout(watch);
    if (!stopped) watch = setTimeout(connect, after);
  };
  const connect = (): void => {
    source?.close();
    source = new EventSource('/api/desk/stream');
    for (const event of EVENTS) {
      source.addEventListener(event, ({ data }) => {
        again(SILENCE);
        if (event === 'signedOut') window.dispatchEvent(new Event(SIGNED_OUT));
        else if (event !== 'beat') listener.heard(event, String(data));
        listener.line(true);
      });
    }
    source.onerror = () => {
      listener.line(false);
      source?.close();
      // A refused stream does not say why; this does, and shows the log-in when the session ended.
      void api.me().catch(() => {});
      again(PAUSE);
    };
    again(SILENCE);
  };
  connect();
  window.addEventListener('online', connect);
  return () => {
    stopped = true;
    clearTimeout(watch);
    source?.close();
    window.removeEventListener('online', connect);
  };
}
