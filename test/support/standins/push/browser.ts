/** A browser as its push service sees it: keys of its own, and what it reads out of what it is sent (RFC 8291, RFC 8292). */
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import type { Subscription } from '../../../../src/oncall/push.ts';

/** What a browser was woken with. `times` are the seconds for which the service keeps it. */
export interface Wakening {
  readonly text: string;
  readonly urgency: string;
  readonly seconds: number;
  /** Who says that they sent it, and by which key. */
  readonly contact: string;
  readonly publicKey: string;
  /** The bytes of the encrypted whole, which is all that the service sees. */
  readonly sealed: Buffer;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Makes a browser that is reached at this address. */
export function createBrowser(endpoint: string) {
  const own = createECDH('prime256v1');
  own.generateKeys();
  const auth = randomBytes(16);
  const subscription: Subscription = {
    endpoint,
    keys: { p256dh: own.getPublicKey('base64url'), auth: auth.toString('base64url') },
  };

  /** Opens what came; throws when it was not encrypted for this browser. */
  function open(sealed: Buffer): string {
    const [salt, sender, closed] = [sealed.subarray(0, 16), sealed.subarray(21, 86), sealed.subarray(86)];
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), sender]);
    const shared = derive(own.computeSecret(sender), auth, info, 32);
    const key = derive(shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = derive(shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
    const cipher = createDecipheriv('aes-128-gcm', key, nonce);
    cipher.setAuthTag(closed.subarray(-16));
    const padded = Buffer.concat([cipher.update(closed.subarray(0, -16)), cipher.final()]);
    return padded.subarray(0, padded.lastIndexOf(2)).toString();
  }

  return {
    subscription,
    read(headers: Headers, sealed: Buffer): Wakening {
      const [, token = '', publicKey = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(String(headers.authorization)) ?? [];
      return {
        text: open(sealed),
        urgency: String(headers.urgency),
        seconds: Number(headers.ttl),
        contact: contactIn(token, publicKey, new URL(endpoint).origin),
        publicKey,
        sealed,
      };
    },
  };
}

function derive(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}

/** Whom the token names; throws when it is not signed by the key, or was made for another service. */
function contactIn(token: string, publicKey: string, service: string): string {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' } });
  const signed = Buffer.from(`${head}.${claims}`);
  const good = verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  const { aud, sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; sub: string; exp: number };
  if (!good || aud !== service || exp * 1_000 < Date.now()) throw new Error('the token is not good here');
  return sub;
}
