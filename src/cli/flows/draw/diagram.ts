/** What is drawn, whatever it is drawn with. */

/** What a box stands for. `ways` lists where it goes on from here, where arrows would be too many. */
export type Kind = 'asks' | 'waits' | 'passes' | 'decides' | 'around' | 'ways' | 'elsewhere' | 'ends' | 'part';

export interface Box {
  /** Unique in its diagram. */
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  /** What is asked or said here, in the language of the drawing. */
  readonly texts: readonly string[];
  /** In the words of the drawing. */
  readonly notes: readonly string[];
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
}

export interface Diagram {
  /** Names its file. */
  readonly name: string;
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  /** Where the conversation begins, when it does so here. */
  readonly start?: string | undefined;
  /** Drawn from left to right: few boxes with many arrows. */
  readonly across?: true;
}

/** Arrows between the same two boxes become one. */
export function merged(arrows: readonly Arrow[]): readonly Arrow[] {
  const found = new Map<string, Arrow>();
  for (const arrow of arrows) {
    const name = JSON.stringify([arrow.from, arrow.to]);
    const known = found.get(name);
    found.set(name, known ? { ...arrow, labels: [...new Set([...known.labels, ...arrow.labels])] } : arrow);
  }
  return [...found.values()];
}
