/** A certificate that signs itself, made at start: node:crypto can sign, but it cannot write X.509. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const UTF8_STRING = 0x0c;
const GENERALIZED_TIME = 0x18;
const VERSION = 0xa0;
const COMMON_NAME = Buffer.from('0603550403', 'hex');
/** ecdsa-with-SHA256. */
const ALGORITHM = Buffer.from('06082a8648ce3d040302', 'hex');
const DAY = 86_400_000;

/** A key and its certificate, in PEM, as an HTTPS server takes them. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate for `host` that is valid from yesterday for a month (RFC 5280, ECDSA on P-256). */
export function selfSigned(host: string): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = block(SEQUENCE, ALGORITHM);
  const name = block(SEQUENCE, block(SET, block(SEQUENCE, COMMON_NAME, block(UTF8_STRING, Buffer.from(host)))));
  // A positive number: its first bit is not set.
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const body = block(
    SEQUENCE,
    block(VERSION, block(INTEGER, Buffer.from([2]))),
    block(INTEGER, serial),
    algorithm,
    name,
    block(SEQUENCE, time(Date.now() - DAY), time(Date.now() + 30 * DAY)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = block(BIT_STRING, Buffer.from([0]), sign('sha256', body, privateKey));
  const der = block(SEQUENCE, body, algorithm, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

/** A DER value: its tag, how long it is, and what is in it. */
function block(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function time(milliseconds: number): Buffer {
  return block(GENERALIZED_TIME, Buffer.from(`${new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+/g, '')}`));
}
