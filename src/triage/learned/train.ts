/**
 * Multinomial logistic regression for the type and a logistic one for each flag, trained together by stochastic gradient
 * descent with a step size for each feature (Adagrad). The same examples in the same order give the same model.
 */
import { FEATURES, type Sightings } from './features.ts';
import { rarity, type Vector, vectorOf } from './vector.ts';

/**
 * What one example teaches. `types`: shares of 1 by index of the type, none when it says nothing of types; `flags`: for each
 * by index whether it is raised, undefined when the example does not say.
 */
export interface Lesson {
  readonly seen: Sightings;
  readonly types: readonly (readonly [index: number, share: number])[];
  readonly flags: readonly (boolean | undefined)[];
  /** How many lessons it counts for; 1 when it does not say. */
  readonly counts?: number;
}

/** Weights by feature and output: the types first, then the flags and whatever else is a yes or a no. `rare` as in vector.ts. */
export interface Weights {
  readonly types: number;
  readonly flags: number;
  readonly matrix: Float32Array;
  readonly bias: Float32Array;
  readonly rare: Float32Array;
}

interface Effort {
  readonly rounds: number;
  readonly step: number;
  /** What share of certainty is kept back, so that no example is learnt by heart. */
  readonly doubt: number;
  /** How many calm examples one alarming example weighs. */
  readonly alarm: number;
}

const EFFORT: Effort = { rounds: 4, step: 1, doubt: 0.05, alarm: 3 };

const FORGETTING = 6e-7;
const BIAS_STEP = 0.02;

/** Learns from all lessons. */
export function train(lessons: readonly Lesson[], size: { readonly types: number; readonly flags: number }): Weights {
  const outputs = size.types + size.flags;
  const rare = rarity(lessons.map(({ seen }) => seen));
  const vectors = lessons.map(({ seen }) => vectorOf(seen, rare));
  const weights = { ...size, matrix: new Float32Array(FEATURES * outputs), bias: new Float32Array(outputs), rare };
  // Apart, so that the many lessons that speak of flags only do not make the types stop learning.
  const typesTravelled = new Float32Array(FEATURES).fill(1e-6);
  const flagsTravelled = new Float32Array(FEATURES).fill(1e-6);
  const error = new Float64Array(outputs);
  const order = lessons.map((_, index) => index);
  const random = randomNumbers(1);
  for (let round = 0; round < EFFORT.rounds; round += 1) {
    shuffle(order, random);
    const step = EFFORT.step * (1 - (0.9 * round) / EFFORT.rounds);
    for (const index of order) {
      const lesson = lessons[index];
      const vector = vectors[index];
      if (!lesson || !vector) continue;
      const first = lesson.types.length > 0 ? 0 : size.types;
      errorOf(weights, vector, lesson, error, first);
      if (first === 0) learn(weights, vector, error, typesTravelled, step, 0, size.types);
      learn(weights, vector, error, flagsTravelled, step, size.types, outputs);
    }
  }
  return weights;
}

/** Writes into `error` how far each output from `first` on is from what the lesson says. */
function errorOf(weights: Weights, vector: Vector, lesson: Lesson, error: Float64Array, first: number): void {
  rawScores(weights, vector, error, first);
  const { types, flags } = weights;
  if (first === 0) {
    toShares(error, types);
    for (let output = 0; output < types; output += 1) error[output] = (error[output] ?? 0) - EFFORT.doubt / types;
    for (const [index, share] of lesson.types) error[index] = (error[index] ?? 0) - (1 - EFFORT.doubt) * share;
  }
  for (let flag = 0; flag < flags; flag += 1) {
    const raised = lesson.flags[flag];
    const likely = 1 / (1 + Math.exp(-(error[types + flag] ?? 0)));
    if (raised === undefined) error[types + flag] = 0;
    else error[types + flag] = (raised ? EFFORT.alarm * (likely - 1) : likely) * (lesson.counts ?? 1);
  }
}

/** The outputs from `first` on, before they are turned into chances, written into `into`. */
function rawScores({ matrix, bias }: Weights, { ids, values }: Vector, into: Float64Array, first: number): void {
  const outputs = bias.length;
  for (let output = first; output < outputs; output += 1) into[output] = bias[output] as number;
  for (let at = 0; at < ids.length; at += 1) {
    const row = (ids[at] as number) * outputs;
    const value = values[at] as number;
    for (let output = first; output < outputs; output += 1)
      into[output] = (into[output] as number) + (matrix[row + output] as number) * value;
  }
}

/** Turns the first `count` scores into shares that sum to 1. */
export function toShares(scores: Float64Array, count: number, sharpness = 1): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index += 1) most = Math.max(most, scores[index] as number);
  let sum = 0;
  for (let index = 0; index < count; index += 1) {
    const share = Math.exp(((scores[index] as number) - most) * sharpness);
    scores[index] = share;
    sum += share;
  }
  for (let index = 0; index < count; index += 1) scores[index] = (scores[index] as number) / sum;
}

function learn(
  { matrix, bias }: Weights,
  { ids, values }: Vector,
  error: Float64Array,
  travelled: Float32Array,
  step: number,
  first: number,
  end: number,
): void {
  const outputs = error.length;
  let squares = 0;
  for (let output = first; output < end; output += 1) {
    const wrong = error[output] as number;
    squares += wrong * wrong;
    bias[output] = (bias[output] as number) - BIAS_STEP * wrong;
  }
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] as number;
    const value = values[at] as number;
    const way = (travelled[id] as number) + value * value * squares;
    travelled[id] = way;
    const stride = (step * value) / Math.sqrt(way);
    const row = id * outputs;
    for (let output = first; output < end; output += 1)
      matrix[row + output] = (matrix[row + output] as number) * (1 - FORGETTING) - stride * (error[output] as number);
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [order[index], order[other]] = [order[other] as number, order[index] as number];
  }
}

/** A fixed sequence, so that training gives the same model everywhere. 0 to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
