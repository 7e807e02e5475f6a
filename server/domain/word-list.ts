/** Words of a small vocabulary as small numbers, so that they fit into columns of numbers. */
export class WordList {
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];

  constructor(words: readonly string[] = []) {
    for (const word of words) this.numberOf(word);
  }

  /** The number of a word, new words included. */
  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.#words.length);
    return this.#words.push(word) - 1;
  }

  /** Throws for a number it never gave. */
  wordOf(number: number): string {
    const word = this.#words[number];
    if (word === undefined) throw new RangeError(`no word has the number ${number}`);
    return word;
  }

  /** In order of their numbers. */
  words(): readonly string[] {
    return this.#words;
  }
}
