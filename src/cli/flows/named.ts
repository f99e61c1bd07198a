/** Picks one of what there is by the name that was typed. Throws one line that lists what there is. */
export function oneOf<Name extends string>(what: string, typed: string, known: readonly Name[]): Name {
  const found = known.find((name) => name === typed);
  if (found === undefined) throw new Error(`there is no ${what} ${JSON.stringify(typed)}; there are: ${known.join(', ')}`);
  return found;
}
