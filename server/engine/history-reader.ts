import type { SourceHistory } from "#domain/history.ts";
import type { EpochMs } from "#domain/time.ts";

/** Why a line was left out: a slug, and where in it, never a value. */
export interface LineRefusal {
  readonly reason: string;
  /** JSONPath of the field, where the line has fields. */
  readonly path?: string;
}

/** `known`: a copy of what was read before. */
export type LineFate = "taken" | "known" | LineRefusal;

/** Reads one kind of file of history, line by line, into what the ledger holds. Implemented by sources. */
export interface HistoryReader {
  /** In characters; a longer line is refused as `tooLong`. */
  readonly longestLine: number;
  readonly tooLong: LineRefusal;
  /** What to make of a last line without its end; `null`: it is read as any other. */
  readonly unfinished: LineRefusal | null;
  /** When a line says that something happened, to read files in order; `null`: it does not. Changes nothing. */
  timeOf(line: string): EpochMs | null;
  /** The lines that follow are of another file. */
  beginFile(): void;
  take(line: string): LineFate;
  /** What the lines have told of each source of which they told anything. Called once. */
  finish(): readonly SourceHistory[];
}
