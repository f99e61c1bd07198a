/** The keys by which push services know this installation: the same for as long as its master key is. */
import { createECDH, createHash } from 'node:crypto';

/** Both as base64url: the public key uncompressed (65 bytes), the private one 32 bytes. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * Makes the P-256 key pair of a secret of 32 bytes. One secret in four thousand million is not a number that the curve
 * takes (zero, or at least its order); the hash of such a one is taken in its place.
 */
export function vapidKeys(secret: Buffer): VapidKeys {
  const curve = createECDH('prime256v1');
  try {
    curve.setPrivateKey(secret);
  } catch (error) {
    if (secret.length !== 32) throw error;
    return vapidKeys(createHash('sha256').update(secret).digest());
  }
  return { publicKey: curve.getPublicKey('base64url'), privateKey: secret.toString('base64url') };
}
