/** A text as the model computes with it: feature numbers and their values, of length 1 altogether. */
import { FEATURES, type Sightings } from './features.ts';

export interface Vector {
  readonly ids: Uint32Array;
  readonly values: Float32Array;
}

/** How telling each feature is: rare ones more. One number a feature. */
export function rarity(texts: readonly Sightings[]): Float32Array {
  const seenIn = new Uint32Array(FEATURES);
  for (const { ids } of texts) for (const id of ids) seenIn[id] = (seenIn[id] ?? 0) + 1;
  return Float32Array.from(seenIn, (count) => Math.sqrt(Math.log((texts.length + 1) / (count + 1))) + 0.1);
}

/** Weighs sightings by rarity and scales them to length 1, so that long texts do not shout. */
export function vectorOf({ ids, weights }: Sightings, rare: Float32Array): Vector {
  const values = new Float32Array(ids.length);
  let squares = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const value = Math.sqrt(weights[at] as number) * (rare[ids[at] as number] as number);
    values[at] = value;
    squares += value * value;
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let index = 0; index < values.length; index += 1) values[index] = (values[index] ?? 0) * scale;
  return { ids, values };
}
