/**
 * Transcripts: a conversation as a caseworker reads it, input and expectation in one file.
 *
 *     # at 2026-11-23T10:00+05:00     the helpline's clock at the beginning
 *     # as another phone              from here on the person writes from another address …
 *     # as the first phone            … and from the first one again
 *     < text                          the person writes
 *     <+ text                         … and this at the same moment
 *     < [yes]                         the person presses an option of the last question
 *     < {reference} {pin}             what the person was told earlier in the transcript
 *     < [yes] of 2                    … of the question before the last (1 is the last), an old button
 *     < (edit) text                   the person changes their last message to this; (edit 2) the one before it
 *     < (taken back)                  … or takes it back; (taken back 2) the one before it
 *     < (voice)                       the person sends something else than text; (hello) opens the chat
 *     ~ 2 days                        time passes
 *     @ claims | releases | closes    an associate at the desk
 *     > text                          what the person reads; more lines are indented
 *       on the first phone            … on a phone that is not the one in use
 *       [yes] Yes                     what may be picked
 *       ! handOff emergency           what else the flow asked for
 */
import type { Content, Outbound } from '../../src/channels/channel.ts';
import { claimNext, close, release } from '../../src/desk/claims.ts';
import type { Viewer } from '../../src/desk/viewer.ts';
import { ATTACHMENTS, type Effect } from '../../src/engine/protocol.ts';
import type { Amendment, Seen, Stage } from '../support/stage.ts';

const VIEWER: Viewer = { id: 'associate', name: 'Associate', role: 'associate' };

const UNITS: Readonly<Record<string, number>> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** Where every transcript begins. */
const FIRST_PHONE = 'the first phone';

function addressOf(phone: string, first: string): string {
  return phone === FIRST_PHONE ? first : `${first}/${phone}`;
}

function nameOf(address: string, first: string): string {
  return address === first ? FIRST_PHONE : address.slice(first.length + 1);
}

/** Replays the input lines of a transcript and returns the whole transcript as it happened. */
export async function replay(stage: Stage, address: string, transcript: string): Promise<string> {
  const out: string[] = [];
  /** The questions of each phone by its address, the last one first. */
  const questions = new Map<string, Outbound[]>();
  let phone = address;
  const secrets = new Map<string, string>();
  const show = (came: readonly Seen[]): void => {
    for (const seen of came) {
      if ('message' in seen) {
        noteSecrets(seen.message.text, secrets);
        if (seen.message.options.length > 0) questions.set(seen.to, [seen.message, ...(questions.get(seen.to) ?? [])]);
        if (seen.to !== phone) out.push(`  on ${nameOf(seen.to, address)}`);
      }
      // A look at the queue or at the languages changes nothing that a caseworker could see.
      if ('effect' in seen && ['findPlace', 'findLanguages'].includes(seen.effect.type)) continue;
      out.push(...('effect' in seen ? [`  ! ${describeEffect(seen.effect)}`] : describeMessage(seen.message)));
    }
  };
  for (const block of blocksOf(transcript)) {
    out.push(...block);
    const [first = ''] = block;
    if (first.startsWith('# at ')) stage.setTime(new Date(first.slice(5)));
    else if (first.startsWith('# as ')) phone = addressOf(first.slice(5), address);
    else if (first.startsWith('~ ')) show(await stage.pass(durationOf(first.slice(2))));
    else if (first.startsWith('@ ')) show(await atTheDesk(stage, first.slice(2)));
    else if (first.startsWith('< '))
      show(
        await stage.send(
          phone,
          ...block.map((line) => contentOf(line.replace(/^<\+? /, ''), questions.get(phone) ?? [], secrets)),
        ),
      );
  }
  return `${out.join('\n').replace(REFERENCE_AND_PIN, '####-####$2####')}\n`;
}

/** A reference, and the PIN that is told in the same sentence. They differ in every run. */
const REFERENCE_AND_PIN = /(\d{4}-\d{4})([^\d\n]+)(\d{4})/g;

function noteSecrets(text: string, secrets: Map<string, string>): void {
  for (const [, reference = '', , pin = ''] of text.matchAll(REFERENCE_AND_PIN))
    secrets.set('reference', reference).set('pin', pin);
}

/** Input lines only; what comes at the same moment is one block. */
function blocksOf(transcript: string): string[][] {
  const blocks: string[][] = [];
  for (const line of transcript.split('\n')) {
    if (line.startsWith('<+ ')) blocks.at(-1)?.push(line);
    else if (/^[#<~@] /.test(line)) blocks.push([line]);
  }
  return blocks;
}

function contentOf(line: string, asked: readonly Outbound[], secrets: ReadonlyMap<string, string>): Content | Amendment {
  const [, done, back = '1', text = ''] = /^\((edit|taken back)(?: (\d+))?\)(?: (.+))?$/.exec(line) ?? [];
  if (done === 'edit') return { kind: 'edit', back: Number(back), text };
  if (done) return { kind: 'revoke', back: Number(back) };
  const option = /^\[([\w-]+)\](?: of (\d+))?$/.exec(line);
  if (option) return { kind: 'option', id: option[1] ?? '', asked: asked[Number(option[2] ?? 1) - 1]?.asked ?? '' };
  if (line === '(hello)') return { kind: 'hello' };
  const media = ATTACHMENTS.find((kind) => line.startsWith(`(${kind})`));
  if (media)
    return { kind: 'attachment', media, ...(line.length > media.length + 3 ? { caption: line.slice(media.length + 3) } : {}) };
  return { kind: 'text', text: plainText(line).replace(/\{(reference|pin)\}/g, (_all, name: string) => secrets.get(name) ?? '') };
}

/** `\u200b` and `\n` in a transcript stand for the characters; `<10000 x>` for a long text. */
function plainText(line: string): string {
  return line
    .replace(/\\u([0-9a-f]{4})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\\n', '\n')
    .replace(/<(\d+) (.+)>/, (_all, count: string, word: string) => `${word} `.repeat(Number(count)));
}

async function atTheDesk({ foundation, settle }: Stage, what: string): Promise<readonly Seen[]> {
  if (what === 'claims') await claimNext(foundation, VIEWER);
  else {
    const [held] = await foundation.database.sql<
      { id: string }[]
    >`select id from handoffs where state = 'claimed' and claimed_by = ${VIEWER.id}`;
    if (!held) throw new Error('nobody is claimed');
    if (what === 'releases') await release(foundation, VIEWER, held.id);
    else await close(foundation, VIEWER, held.id, 'advised');
  }
  return await settle();
}

function describeMessage({ text, options }: Outbound): string[] {
  const [first = '', ...more] = text.split('\n');
  return [
    `> ${first}`,
    ...more.map((line) => (line === '' ? '' : `  ${line}`)),
    ...options.map(({ id, label }) => `  [${id}] ${label}`),
  ];
}

function describeEffect(effect: Effect): string {
  if (effect.type === 'handOff') return `handOff ${effect.urgency}`;
  if (effect.type === 'openCase' || effect.type === 'updateCase') {
    const { story: _story, ...answers } = effect.answers;
    const facts = Object.entries(answers).map(([name, value]) => `${name}=${value}`);
    return [effect.type, effect.urgency, ...effect.flags, ...facts].join(' ');
  }
  if (effect.type === 'speak') return `speak ${effect.language}`;
  if (effect.type === 'wait') return `wait ${effect.minutes} minutes`;
  if (effect.type === 'notePick') return `notePick ${effect.predicted.join(',') || 'nothing'} → ${effect.picked.join(',')}`;
  if (effect.type === 'alarm') return `alarm ${effect.flag}`;
  return effect.type;
}

function durationOf(text: string): number {
  const [count = '0', unit = ''] = text.split(' ');
  const milliseconds = UNITS[unit];
  if (!milliseconds) throw new Error(`unknown duration ${text}`);
  return Number(count) * milliseconds;
}
