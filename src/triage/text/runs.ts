/** As often as people repeat a word to be heard ("no no no"). */
const MOST = 3;

/** Words of which none stands more often in a row than people mean it: a page of one word says no more than three of them. */
export function withoutRuns(tokens: readonly string[]): readonly string[] {
  return tokens.filter((token, index) => {
    for (let back = 1; back <= MOST; back += 1) if (tokens[index - back] !== token) return true;
    return false;
  });
}
