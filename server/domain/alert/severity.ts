/** `info`: worth knowing. `watch`: somebody should look. `alarm`: somebody must act. Ascending. */
export const SEVERITIES = ["info", "watch", "alarm"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Whether `a` is graver than `b`; anything is graver than none. */
export const isGraver = (a: Severity | null, b: Severity | null): boolean => rankOf(a) > rankOf(b);

/** Sorts the gravest first. */
export const byGravity = (a: Severity, b: Severity): number => rankOf(b) - rankOf(a);

const rankOf = (severity: Severity | null): number => (severity === null ? -1 : SEVERITIES.indexOf(severity));
