/** The line on which messages come in. Says when it is up and when it is down; whoever opened it decides what then. */
import type { ShownMessage } from '../../http/chat/shape.ts';
import { streamAddress } from './api.ts';

interface Hears {
  message(message: ShownMessage): void;
  /** The conversation was erased; the line is closed. */
  gone(): void;
  up(): void;
  /** The line dropped and is closed. */
  down(): void;
}

/** Longer than two beats of the server. A phone that changed networks often never hears that its line is dead. */
const SILENCE = 50_000;

/** Opens the line from a cursor on; returns how to close it. */
export function openLine(after: number, hears: Hears): () => void {
  const source = new EventSource(streamAddress(after));
  let watch: ReturnType<typeof setTimeout> | undefined;
  const close = (): void => {
    clearTimeout(watch);
    source.close();
  };
  const drop = (): void => {
    close();
    hears.down();
  };
  const alive = (): void => {
    clearTimeout(watch);
    watch = setTimeout(drop, SILENCE);
  };
  source.onopen = () => {
    alive();
    hears.up();
  };
  source.onmessage = ({ data }: MessageEvent<string>) => {
    alive();
    const message: ShownMessage = JSON.parse(data);
    hears.message(message);
  };
  source.addEventListener('beat', alive);
  source.addEventListener('gone', () => {
    close();
    hears.gone();
  });
  source.onerror = drop;
  alive();
  return close;
}
