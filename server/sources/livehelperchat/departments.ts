/**
 * Which departments of Live Helper Chat the configuration names. A house names one by id or by identifier;
 * a row of REST has the id only, so which id has which identifier is learnt, perhaps long after the first chat.
 */
/** No house has more. */
const MAX_OTHERS = 1_000;

export class Departments {
  readonly #configured: ReadonlySet<string>;
  readonly #byId = new Map<string, string>();
  readonly #others = new Set<number>();
  #areListed = false;

  constructor(configured: readonly string[]) {
    this.#configured = new Set(configured);
  }

  /** Whether rows of REST cannot all be told without knowing identifiers. */
  get needsIdentifiers(): boolean {
    return [...this.#configured].some((name) => !isId(name));
  }

  /** How many identifiers were learnt; of others than those that the configuration names only that they are others. */
  get learnt(): number {
    return this.#byId.size;
  }

  /** Whether it is known of every department if the configuration names it. */
  get areKnown(): boolean {
    const known = new Set(this.#byId.values());
    return this.#areListed || [...this.#configured].every((name) => isId(name) || known.has(name));
  }

  learn(id: number, identifier: unknown): void {
    if (typeof identifier !== "string") return;
    if (this.#configured.has(identifier)) this.#byId.set(String(id), identifier);
    else if (this.#others.size < MAX_OTHERS) this.#others.add(id);
  }

  /** All departments that there are were learnt; one of which nothing was heard is another. */
  listed(): void {
    this.#areListed = true;
  }

  /** The name in the configuration; `null`: not in it, as far as is known. */
  nameOf(id: number): string | null {
    const text = String(id);
    return this.#configured.has(text) ? text : (this.#byId.get(text) ?? null);
  }

  /** Whether it is known if the configuration names it. */
  isKnown(id: number): boolean {
    return this.nameOf(id) !== null || this.#others.has(id) || this.areKnown;
  }
}

const isId = (name: string): boolean => /^\d+$/.test(name);
