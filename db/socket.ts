/**
 * The driver's way to the server, made safe for a connection that breaks. postgres.js 3.4.9 has two faults there: a query
 * that is asked between a socket's `error` and its `close` is never answered, and a connection that breaks with bytes
 * waiting to be written never writes again, not even when it is made anew.
 */
import { Socket } from 'node:net';

/** Tells of its error and of its end in the same moment, so that nothing can be asked in between. */
class Whole extends Socket {
  #error: unknown;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'error') {
      this.#error ??= args[0];
      return true;
    }
    if (event === 'close' && this.#error !== undefined) super.emit('error', this.#error);
    return super.emit(event, ...args);
  }
}

interface Target {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false;
}

let attempts = 0;

/** Begins to connect; the driver may write at once. Several hosts are tried in turn. */
function openSocket({ host, port, path }: Target): Socket {
  const socket = new Whole();
  if (path) return socket.connect(path);
  const index = attempts % host.length;
  attempts += 1;
  return socket.connect(port[index] ?? 5432, host[index] ?? 'localhost');
}

/** How every lasting connection is made. One that broke is tried again soon: the driver's own rule lets people wait 20 seconds. */
export const ENDURING = { socket: openSocket, backoff: () => 0.5 };

/**
 * Blanks where the server expects options. A first message of 1,024 bytes or more is written at once, past the second
 * fault, which brings the connection back to life.
 */
export const BLANKS = ' '.repeat(1_024);

/**
 * Whether an error is the driver's third fault: what a transaction still has to say when its connection has just broken
 * (usually `rollback`) is written to a socket that is no longer there, in a callback of its own, where nobody can catch it.
 * It does no harm: the transaction has failed already, and the connection is made anew.
 */
export function isLateWrite(error: unknown): boolean {
  return error instanceof TypeError && /at \w+\.nextWrite \(.*postgres\/(src|cjs\/src)\/connection\.js/.test(error.stack ?? '');
}
