/**
 * Addresses of chats. A number is written as the unofficial client writes it, so that a helpline which moves from one to
 * the other keeps its conversations. Somebody with a username may show no number: there is an id instead, which Meta
 * gives to each person for each business.
 */

const NUMBER = '@c.us';
const USER = '@bsuid';

/** The chat of a number, given in digits with its country code. */
export function numberAddress(number: string): string {
  return `${number}${NUMBER}`;
}

/** The chat of a business-scoped user id, such as `PK.13491208655302741918`. */
export function userAddress(user: string): string {
  return `${user}${USER}`;
}

/** Whom a message goes to, in the words of the Cloud API; undefined for an address of something else. */
export function recipientOf(address: string): { to: string } | { recipient: string } | undefined {
  const number = /^(\d{5,20})@c\.us$/.exec(address)?.[1];
  if (number !== undefined) return { to: number };
  return address.endsWith(USER) ? { recipient: address.slice(0, -USER.length) } : undefined;
}
