/** A length as a clock shows it, such as `1:07`. In seconds; digits alone read the same in all our languages. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
