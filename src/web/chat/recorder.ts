/** Recording with the browser's own means. The microphone is let go the moment a recording ends, however it ends. */
import { VOICE_BYTES, VOICE_SECONDS } from '../../http/chat/voiceLimits.ts';

/** What was spoken. `seconds` is its length, rounded up. */
export interface Recorded {
  readonly sound: Blob;
  readonly seconds: number;
}

export interface Recording {
  /** Ends the recording, if it still goes on. */
  finish(): Promise<Recorded>;
  /** Ends it and forgets what was spoken. */
  discard(): void;
}

interface Hears {
  /** A little time has passed. */
  ticked(seconds: number): void;
  /** It ended by itself: no more fits in, or the microphone was taken away. */
  ended(): void;
}

/** In the order in which we like them; the first two are half the size of the last. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];

/** Speech stays well understood at this rate, and three minutes go through a bad line. Bits a second. */
const RATE = 24_000;

/** How often the recorder hands over what it has, and how often the time is told. Milliseconds. */
const SLICE = 1_000;
const TICK = 250;

/** Room for the last slice where a browser records at a rate of its own. Bytes. */
const SPARE = 128 * 1024;

/** Whether this browser can record what we can take. Microphones are hidden from pages that came over plain http. */
export function canRecord(): boolean {
  return (
    typeof MediaRecorder === 'function' && navigator.mediaDevices?.getUserMedia !== undefined && typeToRecord() !== undefined
  );
}

/** Begins to record, once the person allows it. Rejects when there is no microphone or they do not. */
export async function record(hears: Hears): Promise<Recording> {
  const mimeType = typeToRecord();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const release = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  try {
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: RATE, ...(mimeType && { mimeType }) });
    return run(recorder, release, hears);
  } catch (error) {
    release();
    throw error;
  }
}

function run(recorder: MediaRecorder, release: () => void, hears: Hears): Recording {
  let slices: Blob[] = [];
  let size = 0;
  let length = 0;
  let wanted = false;
  const began = performance.now();

  const stop = (): void => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  const tick = (): void => {
    length = Math.min(VOICE_SECONDS, (performance.now() - began) / 1_000);
    hears.ticked(length);
    if (length >= VOICE_SECONDS || size > VOICE_BYTES - SPARE) stop();
  };
  const ticking = setInterval(tick, TICK);
  recorder.ondataavailable = ({ data }) => {
    slices.push(data);
    size += data.size;
  };
  const stopped = new Promise<void>((resolve) => {
    recorder.onstop = () => {
      clearInterval(ticking);
      release();
      resolve();
      if (!wanted) hears.ended();
    };
  });
  recorder.start(SLICE);

  return {
    async finish() {
      if (recorder.state !== 'inactive') tick();
      wanted = true;
      stop();
      await stopped;
      return { sound: new Blob(slices, { type: recorder.mimeType }), seconds: Math.max(1, Math.ceil(length)) };
    },
    discard() {
      wanted = true;
      stop();
      release();
      slices = [];
    },
  };
}

function typeToRecord(): string | undefined {
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}
