/**
 * The values used last, at most twice `size` of them. Two generations instead of a
 * list in order of use: a value that is read while it is old becomes young again,
 * and when the young are `size` many the old ones go.
 */
export class Recent<Value> {
  readonly #size: number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();

  constructor(size: number) {
    this.#size = size;
  }

  get(name: string): Value | undefined {
    const young = this.#young.get(name);
    if (young !== undefined) return young;
    const old = this.#old.get(name);
    if (old !== undefined) this.set(name, old);
    return old;
  }

  set(name: string, value: Value): void {
    if (this.#young.size >= this.#size) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(name, value);
  }

  /** Forgets every value for which `isGone` holds. */
  drop(isGone: (value: Value) => boolean): void {
    for (const generation of [this.#young, this.#old])
      for (const [name, value] of generation) if (isGone(value)) generation.delete(name);
  }
}
