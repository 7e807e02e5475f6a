/** What a doctor has to say of one thing. No text holds a secret, a name, or anything of a chat. */
export interface Finding {
  /** `note`: cannot be known, or is only good to know. */
  readonly mark: "right" | "note" | "warning" | "wrong";
  readonly text: string;
  /** What to do; `null` when there is nothing. */
  readonly advice: string | null;
}

/** Findings that belong together. */
export interface Section {
  readonly title: string;
  readonly findings: readonly Finding[];
}

export const right = (text: string): Finding => ({ mark: "right", text, advice: null });
export const note = (text: string, advice: string | null = null): Finding => ({ mark: "note", text, advice });
export const warning = (text: string, advice: string): Finding => ({ mark: "warning", text, advice });
export const wrong = (text: string, advice: string): Finding => ({ mark: "wrong", text, advice });

export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
