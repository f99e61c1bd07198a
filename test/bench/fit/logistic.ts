/** Logistic regression by Newton's method with a little shrinking, for tables of a few columns and some thousand rows. */

/** A constant, then one weight a column; `x` rows by columns, `y` 0 or 1, `counts` how much each row counts. */
export function fitLogistic(
  x: readonly (readonly number[])[],
  y: readonly number[],
  counts: readonly number[],
  shrink: number,
): readonly number[] {
  const columns = (x[0]?.length ?? 0) + 1;
  const rows = standardised(x);
  let weights = new Array<number>(columns).fill(0);
  for (let round = 0; round < 30; round += 1) {
    const gradient = new Array<number>(columns).fill(0);
    const curve = Array.from({ length: columns }, (_, at) => unit(columns, at, at === 0 ? 1e-6 : shrink));
    for (const [at, row] of rows.z.entries()) {
      const cells = [1, ...row];
      const chance = 1 / (1 + Math.exp(-dot(weights, cells)));
      const count = counts[at] ?? 1;
      for (const [i, cell] of cells.entries()) {
        gradient[i] = (gradient[i] ?? 0) + count * cell * (chance - (y[at] ?? 0));
        const line = curve[i];
        if (line)
          for (const [j, other] of cells.entries()) line[j] = (line[j] ?? 0) + count * chance * (1 - chance) * cell * other;
      }
    }
    for (let at = 1; at < columns; at += 1) gradient[at] = (gradient[at] ?? 0) + shrink * (weights[at] ?? 0);
    const move = solve(curve, gradient);
    weights = weights.map((weight, at) => weight - (move[at] ?? 0));
  }
  return rows.back(weights);
}

function standardised(x: readonly (readonly number[])[]) {
  const columns = x[0]?.length ?? 0;
  const range = Array.from({ length: columns }, (_, column) => {
    const values = x.map((row) => row[column] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
    return { mean, spread };
  });
  return {
    z: x.map((row) => row.map((value, at) => (value - (range[at]?.mean ?? 0)) / (range[at]?.spread ?? 1))),
    back([constant = 0, ...weights]: readonly number[]): readonly number[] {
      const plain = weights.map((weight, at) => weight / (range[at]?.spread ?? 1));
      return [constant - plain.reduce((sum, weight, at) => sum + weight * (range[at]?.mean ?? 0), 0), ...plain];
    },
  };
}

/** Solves `a · v = b` by elimination; `a` is square and is used up. */
function solve(a: readonly number[][], b: readonly number[]): readonly number[] {
  const m = a.map((line, at) => [...line, b[at] ?? 0]);
  const size = m.length;
  for (let column = 0; column < size; column += 1) {
    const best = m
      .slice(column)
      .reduce((top, line, at) => (Math.abs(line[column] ?? 0) > Math.abs(m[top]?.[column] ?? 0) ? column + at : top), column);
    [m[column], m[best]] = [m[best] as number[], m[column] as number[]];
    const pivot = m[column] as number[];
    for (const [at, line] of m.entries()) {
      if (at === column) continue;
      const share = (line[column] ?? 0) / (pivot[column] || 1e-9);
      for (let cell = column; cell <= size; cell += 1) line[cell] = (line[cell] ?? 0) - share * (pivot[cell] ?? 0);
    }
  }
  return m.map((line, at) => (line[size] ?? 0) / (line[at] || 1e-9));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

function unit(size: number, at: number, value: number): number[] {
  return Array.from({ length: size }, (_, index) => (index === at ? value : 0));
}
