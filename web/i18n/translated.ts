/** The shape of one language's texts, taken from another's: the same keys, and functions of the same arguments. */
export type Translated<T> = { readonly [Key in keyof T]: Text<T[Key]> };

type Text<T> = T extends (...given: infer Given) => string
  ? (...given: Given) => string
  : T extends string
    ? string
    : Translated<T>;
