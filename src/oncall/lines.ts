/** The lines that stand in a group: fixed words, a time and the way to the desk. Nothing in them is about a person. */
import type { Call } from '../../db/queries/oncall.ts';
import type { CallSays } from '../../db/schema/index.ts';
import type { Language } from '../engine/protocol.ts';
import type { Profile } from '../profile.ts';
import type { Texts } from '../texts.ts';

/** What the words of a group are made of. `deskUrl` is the whole address of the desk. */
export interface LineWords {
  readonly texts: Texts;
  readonly profile: Pick<Profile, 'timeZone'>;
  readonly deskUrl: string;
}

type Described = Pick<Call, 'channel' | 'reminder' | 'calledAt'>;

/** The line about a call as it stands now. Only a line that asks for somebody leads to the desk. */
export function lineOf({ texts, profile, deskUrl }: LineWords, call: Described, says: CallSays): string {
  const said = inEach(texts, keyOf(call, says), (language) => ({
    time: timeIn(profile.timeZone, new Date(call.calledAt)),
    ...(call.channel !== null && { channel: channelName(texts, language, call.channel) }),
  }));
  return says === 'waiting' ? `${said}\n${deskUrl}` : said;
}

/** A sentence in every language that the helpline writes in whole, one below the other. */
export function inEach(
  texts: Texts,
  key: string,
  values: (language: Language) => Readonly<Record<string, string>> = () => ({}),
): string {
  // A tag with a second part is another way to write a language that is there already.
  const languages = texts.languages.filter(({ id, complete }) => complete && !id.includes('-'));
  return languages.map(({ id }) => texts.say(id, key, values(id))).join('\n');
}

function keyOf({ channel, reminder }: Described, says: CallSays): string {
  if (channel !== null) return says === 'waiting' ? 'oncall:post.down' : 'oncall:post.mended';
  return `oncall:post.${says === 'waiting' && reminder ? 'reminder' : says}`;
}

function channelName(texts: Texts, language: Language, channel: string): string {
  const key = `desk:channel.${channel}`;
  return texts.has('en', key) ? texts.say(language, key) : channel;
}

function timeIn(timeZone: string, at: Date): string {
  return at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}
