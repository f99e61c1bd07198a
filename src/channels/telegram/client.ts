/** How we connect to Telegram: deadlines that tell a message that never left from one that may have arrived. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { ApiClientOptions } from 'grammy';

/** No call may take longer. Seconds; a waiting `getUpdates` must ask for less. */
const CALL_SECONDS = 20;

/** A connection that is not there by then counts as unreachable, with nothing sent. Milliseconds. */
const CONNECT_TIMEOUT = 8_000;

/** An unused connection is closed before the other side does it under a message on its way. Milliseconds. */
const IDLE_TIMEOUT = 30_000;

/** The options, with the server's address without a slash at its end, because downloads need it too. */
export interface ClientOptions extends ApiClientOptions {
  readonly apiRoot: string;
}

/** Options for grammY's client. `apiRoot` is another Bot API server than Telegram's own. */
export function clientOptions(apiRoot = 'https://api.telegram.org'): ClientOptions {
  const root = apiRoot.replace(/\/+$/, '');
  return { apiRoot: root, timeoutSeconds: CALL_SECONDS, baseFetchConfig: { agent: agent(root), compress: true } };
}

function agent(root: string): HttpAgent {
  const secure = root.startsWith('https:');
  const made = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, timeout: IDLE_TIMEOUT });
  const connect = made.createConnection.bind(made);
  made.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (!socket) return socket;
    const late = setTimeout(() => {
      socket.destroy(Object.assign(new Error('no connection in time'), { code: 'CONNECT_TIMEOUT' }));
    }, CONNECT_TIMEOUT);
    const settled = () => clearTimeout(late);
    socket.once(secure ? 'secureConnect' : 'connect', settled).once('close', settled);
    return socket;
  };
  return made;
}
