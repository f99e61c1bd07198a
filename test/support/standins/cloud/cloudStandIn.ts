/** The stand-in for the WhatsApp Cloud API as a test uses it, beyond what all stand-ins have. */
import type { StandIn } from '../standin.ts';
import type { Call, Rule } from './faults.ts';
import type { Outgoing } from './outgoing.ts';
import type { Hook } from './posts.ts';

/** What happens to a message of ours after it was taken, as its statuses tell. */
export type Afterwards = 'delivered' | 'failed' | 'silent';

/**
 * The Graph API on the loopback. What a person deletes or edits is told as for a number that is in the WhatsApp Business
 * app as well; for any other Meta tells nothing of it.
 */
export interface CloudStandIn extends StandIn {
  /** What the channel is given for `apiRoot`. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly numberId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Where posts go from now on, those that wait first. */
  hook(hook: Hook): void;
  /** The chat of a person, as the channel names it. */
  address(person: string): string;
  /** What we wrote to a person, with more than the person sees. */
  outgoing(person: string): readonly (Outgoing & { readonly id: string })[];
  /** Posts something about this chat: a `value` without its metadata. */
  post(chat: string, value: object, field?: string): void;
  /** A post made by hand, signed rightly unless told otherwise. */
  request(body: string | Uint8Array<ArrayBuffer>, signature?: string | null): Request;
  /** How many posts were not taken yet, and how many were. */
  waiting(): number;
  posted(): number;
  /** So many milliseconds pass for this person without a word to us. */
  elapse(person: string, milliseconds: number): void;
  /** A person takes a username: from now on their number is not told. */
  hide(person: string): void;
  /** A person changes the number. */
  move(person: string): void;
  /** What the statuses tell of messages from now on; `code` of a failure. */
  afterwards(what: Afterwards, code?: number): void;
  /** How the number stands from now on, such as `CONNECTED` or `BANNED`. */
  standing(status: string): void;
  /** From now on the token is refused, or accepted again. */
  revoke(revoked?: boolean): void;
  /** The file of the message that a person sent last is gone, or elsewhere, or said to be of another size. */
  lose(reference: string): void;
  displace(reference: string, url: string): void;
  belittle(reference: string, size: number): void;
  /** A fault in the words of the Graph API. */
  rule(rule: Rule): void;
  /** How often this was asked for, faults included. */
  calls(call: Call): number;
}
