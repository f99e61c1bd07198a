/** The services that wake Chrome and its kin, Firefox, Safari and Edge. Source: their `pushManager` endpoints. */
const SERVICES = /(^|\.)(fcm\.googleapis\.com|push\.services\.mozilla\.com|push\.apple\.com|notify\.windows\.com)$/;

/**
 * Whether we may post to the address that a browser gave as its push service. An associate could name anything, and we
 * would knock there from inside: so it is one of the known services, over https. On an installation that only this machine
 * reaches, a push service on this machine may be one too.
 */
export function isPushService(endpoint: string, onThisMachine: boolean): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, username, password } = new URL(endpoint);
  if (username !== '' || password !== '') return false;
  if (protocol === 'http:') return onThisMachine && hostname === '127.0.0.1';
  return protocol === 'https:' && SERVICES.test(hostname.replace(/\.$/, ''));
}
