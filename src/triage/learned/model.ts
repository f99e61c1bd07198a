/** The trained model as it is used: weights in one byte each, so that it is small on disk and in memory. */
import { FLAGS, type ScreenedFlag } from '../../engine/protocol.ts';
import { FEATURES, type Sightings } from './features.ts';
import { toShares, type Weights } from './train.ts';
import { vectorOf } from './vector.ts';

/** Weights rounded to -127…127, with what one step is worth for each output: the types in order, the flags, whether it is Roman Urdu. */
export interface Model {
  readonly types: readonly string[];
  readonly matrix: Int8Array;
  readonly steps: Float32Array;
  readonly bias: Float32Array;
  readonly rare: Float32Array;
}

/** Rounds trained weights. */
export function toModel(types: readonly string[], { matrix, bias, rare }: Weights): Model {
  const outputs = bias.length;
  const most = new Float32Array(outputs);
  for (let at = 0; at < matrix.length; at += 1) most[at % outputs] = Math.max(most[at % outputs] ?? 0, Math.abs(matrix[at] ?? 0));
  const steps = most.map((value) => value / 127 || 1);
  const rounded = new Int8Array(FEATURES * outputs);
  for (let at = 0; at < matrix.length; at += 1) rounded[at] = Math.round((matrix[at] ?? 0) / (steps[at % outputs] ?? 1));
  return { types, matrix: rounded, steps, bias, rare };
}

/** How strongly a text speaks for each type (shares of 1, in the model's order) and for each flag (log-odds). */
export interface Reading {
  readonly types: Float64Array;
  readonly flags: Readonly<Record<ScreenedFlag, number>>;
  /** That Latin letters spell Urdu and not English (log-odds). */
  readonly roman: number;
}

/** Reads a text. `sharpness` makes the strongest type stronger. */
export function read(model: Model, seen: Sightings, sharpness: number): Reading {
  const count = model.types.length;
  const scores = scoresOf(model, seen, 0);
  const types = scores.slice(0, count);
  toShares(types, count, sharpness);
  return { types, flags: byFlag(scores.subarray(count)), roman: scores[count + FLAGS.length] ?? 0 };
}

/** Reads no more than the flags, which is quicker. */
export function readFlags(model: Model, seen: Sightings): Reading['flags'] {
  return byFlag(scoresOf(model, seen, model.types.length));
}

/** The outputs from `first` on. */
function scoresOf({ matrix, steps, bias, rare }: Model, seen: Sightings, first: number): Float64Array {
  const { ids, values } = vectorOf(seen, rare);
  const outputs = bias.length;
  const count = outputs - first;
  const scores = new Float64Array(count);
  for (let at = 0; at < ids.length; at += 1) {
    const row = (ids[at] as number) * outputs + first;
    const value = values[at] as number;
    for (let output = 0; output < count; output += 1)
      scores[output] = (scores[output] as number) + (matrix[row + output] as number) * value;
  }
  return scores.map((score, output) => score * (steps[first + output] as number) + (bias[first + output] as number));
}

function byFlag(scores: Float64Array): Reading['flags'] {
  return Object.fromEntries(FLAGS.map((flag, index) => [flag, scores[index] ?? 0])) as Record<ScreenedFlag, number>;
}
