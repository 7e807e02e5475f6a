import type { EpochMs } from "#domain/time.ts";

interface Appointment {
  readonly at: EpochMs;
  readonly order: number;
  readonly task: () => void;
}

/** What will happen, earliest first; at the same instant in the order of adding. A binary heap. */
export class Agenda {
  readonly #heap: Appointment[] = [];
  #added = 0;

  add(at: EpochMs, task: () => void): void {
    const appointment = { at, order: this.#added, task };
    this.#added += 1;
    let index = this.#heap.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.#heap[parent];
      if (above === undefined || !isBefore(appointment, above)) break;
      this.#heap[index] = above;
      index = parent;
    }
    this.#heap[index] = appointment;
  }

  /** Takes the earliest away. `undefined`: nothing more will happen. */
  next(): Appointment | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first !== undefined && last !== undefined && this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(appointment: Appointment): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const child = isSmaller(this.#heap[left + 1], this.#heap[left]) ? left + 1 : left;
      const below = this.#heap[child];
      if (below === undefined || !isBefore(below, appointment)) break;
      this.#heap[index] = below;
      index = child;
    }
    this.#heap[index] = appointment;
  }
}

const isBefore = (a: Appointment, b: Appointment): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);
const isSmaller = (a: Appointment | undefined, b: Appointment | undefined): boolean =>
  a !== undefined && b !== undefined && isBefore(a, b);
