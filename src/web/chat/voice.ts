/** Saying it aloud instead of writing: a button that records, and a bar that shows how long, throws away or sends. */
import { clock } from '../clock.ts';
import { byId } from './dom.ts';
import { canRecord, type Recording, record } from './recorder.ts';
import type { Standing } from './standing.ts';
import type { Words } from './words.ts';

interface Parts {
  readonly standing: Standing;
  readonly words: () => Words;
  send(sound: Blob, seconds: number): void;
}

export interface Voice {
  /** Writes all of it in the present language. */
  show(): void;
}

/** Arms the button; where the browser cannot record there is none. */
export function createVoice({ standing, words, send }: Parts): Voice {
  const button = byId('record', HTMLButtonElement);
  const bar = byId('recording', HTMLElement);
  const state = byId('recorded', HTMLElement);
  const time = byId('length', HTMLElement);
  let recording: Recording | undefined;
  let over = false;

  const show = (): void => {
    state.textContent = words().voice[over ? 'over' : 'recording'];
  };
  const close = (): void => {
    recording = undefined;
    bar.hidden = true;
    button.disabled = false;
  };
  const begin = async (): Promise<void> => {
    button.disabled = true;
    over = false;
    standing.say();
    try {
      recording = await record({
        ticked: (seconds) => time.replaceChildren(clock(seconds)),
        ended() {
          over = true;
          show();
        },
      });
    } catch {
      standing.say('noMicrophone');
      return close();
    }
    time.replaceChildren(clock(0));
    bar.hidden = false;
    show();
    // The pressed button is disabled now; a keyboard must not lose its place.
    bar.focus();
  };
  const end = async (): Promise<void> => {
    const mine = recording;
    // A second press while it is being finished must not send it twice.
    close();
    button.focus();
    if (!mine) return;
    const { sound, seconds } = await mine.finish();
    if (sound.size > 0) send(sound, seconds);
    else standing.say('noMicrophone');
  };
  const throwAway = (): void => {
    recording?.discard();
    close();
  };

  button.addEventListener('click', () => void begin());
  byId('speak', HTMLButtonElement).addEventListener('click', () => void end());
  byId('discard', HTMLButtonElement).addEventListener('click', () => {
    throwAway();
    button.focus();
  });
  // Whoever leaves the page has not sent it, and the microphone must not stay on.
  addEventListener('pagehide', throwAway);
  button.hidden = !canRecord();
  return { show };
}
