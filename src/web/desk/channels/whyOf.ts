import type { LineView } from '../../../http/desk/api.ts';

/** Under which key below `channels.why` the words for a line are: a state that says all by itself, else the trouble behind it. */
export function whyOf({ channel, state, trouble }: Pick<LineView, 'channel' | 'state' | 'trouble'>): string {
  if (state === 'off') return `off.${channel}`;
  if (state === 'linking') return trouble === 'logged_out' ? 'logged_out' : 'linking';
  if (state === 'logged_out' || state === 'banned' || state === 'ready') return state;
  if (trouble === 'link_needed') return 'linking';
  // What a platform wants is different on each, and the web chat has none.
  if (trouble === 'wrong_token' || trouble === 'refused') return channel === 'web' ? 'down' : `${trouble}.${channel}`;
  return trouble ?? state;
}
