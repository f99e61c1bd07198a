/** Turns a transcript into what the page shows: nothing of the desk's (who, delivery, reasons) goes out. */
import type { HeardEntry, SaidEntry, TranscriptEntry } from '../../conversation/transcript.ts';
import type { ShownMessage } from './shape.ts';

/** The whole history. A `hello` has no words, so there is nothing to show for it. */
export function shownHistory(entries: readonly TranscriptEntry[]): ShownMessage[] {
  return entries
    .filter((entry) => entry.from !== 'complainant' || entry.text !== '' || entry.media !== undefined)
    .map((entry) => (entry.from === 'complainant' ? shownHeard(entry) : shownSaid(entry)));
}

export function shownSaid({ id, at, from, text, marks, options, asked, language, cursor }: SaidEntry): ShownMessage {
  const more = { ...(marks && { marks }), ...(language && { language }), ...(options.length > 0 && { options, asked }) };
  return { id, at, from, text, ...more, cursor };
}

function shownHeard({ id, at, text, media, voice, picked }: HeardEntry): ShownMessage {
  const seconds = voice?.seconds;
  return { id, at, from: 'you', text, ...(media && { media }), ...(seconds && { seconds }), ...(picked && { picked }) };
}
