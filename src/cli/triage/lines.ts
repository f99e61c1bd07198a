/** Takes bytes apart at line feeds, and only there: whatever else stands in a line belongs to it. */

const LINE_FEED = 10;
const FIRST_SIZE = 64 * 1024;

/**
 * The lines of `input` as soon as each is complete, without their line feed; null for one of more than `longest` bytes, of
 * which nothing is kept. What follows the last line feed is a line unless it is empty. Bytes that are no UTF-8 become U+FFFD.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<string | null> {
  const line = new GrowingLine(longest);
  for await (const chunk of input) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      line.add(chunk.subarray(from, end));
      yield line.take();
      from = end + 1;
    }
    line.add(chunk.subarray(from));
  }
  if (!line.empty) yield line.take();
}

/** One line in the making, in a single piece of memory that grows up to `longest` bytes. */
class GrowingLine {
  readonly #longest: number;
  readonly #decoder = new TextDecoder();
  #bytes = new Uint8Array(FIRST_SIZE);
  #length = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  get empty(): boolean {
    return this.#length === 0;
  }

  add(part: Uint8Array): void {
    const length = this.#length + part.length;
    if (length <= this.#longest) {
      if (length > this.#bytes.length) this.#grow(length);
      this.#bytes.set(part, this.#length);
    }
    this.#length = length;
  }

  take(): string | null {
    const text = this.#length > this.#longest ? null : this.#decoder.decode(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return text;
  }

  #grow(least: number): void {
    const larger = new Uint8Array(Math.min(this.#longest, Math.max(least, 2 * this.#bytes.length)));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
