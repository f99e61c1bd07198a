import { isIP } from 'node:net';

/** Names that lead to machines of one's own network. */
const NEAR = /\.(local|localhost|internal|intranet|lan|home|arpa)$/;

/**
 * Whether we may post to the address that a browser gave as its push service. An associate could name anything, and we
 * would knock there from inside: so it is a public name, over https. On an installation that only this machine reaches, a
 * push service on this machine may be one too.
 */
export function isPushService(endpoint: string, onThisMachine: boolean): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, username, password } = new URL(endpoint);
  if (username !== '' || password !== '') return false;
  if (protocol === 'http:') return onThisMachine && hostname === '127.0.0.1';
  const name = hostname.replace(/\.$/, '');
  return protocol === 'https:' && name.includes('.') && isIP(name) === 0 && !NEAR.test(name);
}
