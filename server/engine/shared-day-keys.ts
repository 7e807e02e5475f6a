/** The keys of days as nodes hand them to each other. Implemented by `platform/`; never written anywhere but in its files. */
export interface SharedDayKeys {
  /** By day such as `2026-11-25`, the keys of the days that are kept, each ascending by its bytes. */
  held(): ReadonlyMap<string, readonly Uint8Array[]>;
  /** Takes a key that another node made. False: it is known, or its day is not kept, or it is no key. */
  learn(day: string, key: Uint8Array): boolean;
}
