/**
 * Which departments of Live Helper Chat the configuration names. A house names one by id or by identifier;
 * a row of REST has the id only, so which id has which identifier is learnt, perhaps long after the first chat.
 */
export class Departments {
  readonly #configured: ReadonlySet<string>;
  readonly #byId = new Map<string, string>();

  constructor(configured: readonly string[]) {
    this.#configured = new Set(configured);
  }

  /** Whether rows of REST cannot all be told without knowing identifiers. */
  get needsIdentifiers(): boolean {
    return [...this.#configured].some((name) => !/^\d+$/.test(name));
  }

  /** How many identifiers were learnt; of others than those that the configuration names nothing is kept. */
  get learnt(): number {
    return this.#byId.size;
  }

  learn(id: number, identifier: unknown): void {
    if (typeof identifier === "string" && this.#configured.has(identifier))
      this.#byId.set(String(id), identifier);
  }

  /** The name in the configuration; `null`: not in it, as far as is known. */
  nameOf(id: number): string | null {
    const text = String(id);
    return this.#configured.has(text) ? text : (this.#byId.get(text) ?? null);
  }
}
