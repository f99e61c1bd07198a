/**
 * Loaded into a program before its own code: a connection to anywhere else than this machine is noted and refused, so is a
 * question for the address of a host elsewhere, and a datagram.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIP, Socket } from 'node:net';
import { noteStray } from './connections.ts';

const file = process.env.STRAYS_FILE ?? '';

function isHere(host: unknown): boolean {
  if (host === undefined || host === null || host === '') return true;
  return typeof host === 'string' && (host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.')));
}

function refuse(host: unknown): never {
  noteStray(file, String(host));
  throw new Error('this program must stay on this machine');
}

/** What `connect` was asked for: options, a path, or a port and a host; `net.connect` hands them over as one list. */
function targetOf(given: readonly unknown[]): unknown {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  if (typeof first === 'object' && first !== null)
    return 'host' in first && !('path' in first && first.path) ? first.host : undefined;
  return typeof first === 'number' ? (typeof second === 'string' ? second : undefined) : undefined;
}

const connect = Socket.prototype.connect;
Socket.prototype.connect = new Proxy(connect, {
  apply(target, self, given) {
    const host = targetOf(given);
    if (!isHere(host)) refuse(host);
    return Reflect.apply(target, self, given);
  },
});

for (const [owner, name, place] of [
  [dns, 'lookup', 0],
  [dns, 'resolve', 0],
  [dns, 'resolve4', 0],
  [dns, 'resolve6', 0],
  [dns.promises, 'lookup', 0],
  [dns.promises, 'resolve', 0],
  [dns.promises, 'resolve4', 0],
  [dns.promises, 'resolve6', 0],
] as const) {
  const known = Reflect.get(owner, name);
  Reflect.set(
    owner,
    name,
    new Proxy(known, {
      apply(target, self, given: unknown[]) {
        const host = given[place];
        // An address needs no answer from anybody.
        if (!isHere(host) && isIP(String(host)) === 0) refuse(host);
        return Reflect.apply(target, self, given);
      },
    }),
  );
}

dgram.Socket.prototype.send = new Proxy(dgram.Socket.prototype.send, {
  apply(target, self, given: unknown[]) {
    const host = given.slice(1).find((value) => typeof value === 'string');
    if (!isHere(host)) refuse(host);
    return Reflect.apply(target, self, given);
  },
});

syncBuiltinESMExports();
