/**
 * What a program in `test/bench/` or `test/verify/` finds out. It prints one JSON object a line on standard
 * output, among anything else it likes to say: `{"row","target","measured","unit","reached"}`.
 */
export interface Measurement {
  /** What was measured, in a few words. */
  readonly row: string;
  /** What was to be reached, as text, for instance `<= 0.70`. */
  readonly target: string;
  readonly measured: number | string;
  readonly unit: string;
  readonly reached: boolean;
}

/** One line of output as a measurement, or `null` when it is something else. */
export function decodeMeasurement(line: string): Measurement | null {
  if (!line.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(line);
    return isMeasurement(value) ? value : null;
  } catch {
    return null;
  }
}

/** A Markdown table, padded so that it reads as well in a terminal. */
export function tableOf(measurements: readonly Measurement[]): string {
  const rows = [
    ["what", "target", "measured", "reached"],
    ...measurements.map(({ row, target, measured, unit, reached }) => [
      row,
      target,
      `${typeof measured === "number" ? roundedTo3Digits(measured) : measured} ${unit}`.trim(),
      reached ? "yes" : "NO",
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function isMeasurement(value: unknown): value is Measurement {
  if (typeof value !== "object" || value === null) return false;
  if (!("row" in value && "target" in value && "measured" in value && "unit" in value && "reached" in value))
    return false;
  return (
    typeof value.row === "string" &&
    typeof value.target === "string" &&
    (typeof value.measured === "number" || typeof value.measured === "string") &&
    typeof value.unit === "string" &&
    typeof value.reached === "boolean"
  );
}

/** Thousands are grouped; what is small keeps three digits. */
function roundedTo3Digits(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: Math.abs(value) >= 1_000 ? 4 : 3 });
}
