import type { EpochMs } from "#domain/time.ts";
import type { SourceHistory } from "#domain/history.ts";
import type { HistoryReader } from "#engine/history-reader.ts";
import { type TextFile, textFile, textLines } from "#platform/text-lines.ts";

import { RefusedLines } from "./refused-lines.ts";

/** A file that cannot be opened (`no-input`), or not be read to its end (`damaged`). The message tells what would be right. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
  readonly kind: "no-input" | "damaged";

  constructor(kind: UnreadableFile["kind"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** All that was read. */
export interface ReadHistory {
  readonly histories: readonly SourceHistory[];
  /** Lines that are not empty. */
  readonly rows: number;
  /** Copies of lines that were read before. */
  readonly copies: number;
  readonly refused: RefusedLines;
}

/** Opens each file once, before anything is read. Throws `UnreadableFile`. */
export function openFiles(paths: readonly string[]): readonly TextFile[] {
  return paths.map((path) => {
    try {
      return textFile(path);
    } catch (error) {
      throw new UnreadableFile("no-input", `${path}: ${whyNotOpened(error)}`, { cause: error });
    }
  });
}

/**
 * Reads the files in order of the first thing each of them tells. `onProgress` gets
 * the bytes and rows so far after every piece. Throws `UnreadableFile`.
 */
export async function readHistory(
  files: readonly TextFile[],
  reader: HistoryReader,
  onProgress: (bytes: number, rows: number) => void,
): Promise<ReadHistory> {
  const refused = new RefusedLines();
  let [rows, copies, bytesBefore] = [0, 0, 0];
  const takeLine = (
    text: string | null,
    place: { file: string; line: number; isUnfinished: boolean },
  ): void => {
    if (text?.trim() === "") return;
    rows += 1;
    const unfinished = place.isUnfinished ? reader.unfinished : null;
    const fate = text === null ? reader.tooLong : (unfinished ?? reader.take(text));
    if (fate === "known") copies += 1;
    else if (fate !== "taken") refused.add(fate, place.file, place.line);
  };

  for (const file of await inOrder(files, reader)) {
    reader.beginFile();
    let line = 0;
    for await (const { lines, isUnfinished, bytesRead } of whole(file, reader.longestLine)) {
      for (const text of lines) takeLine(text, { file: file.path, line: (line += 1), isUnfinished });
      onProgress(bytesBefore + bytesRead, rows);
    }
    bytesBefore += file.bytes;
  }
  onProgress(bytesBefore, rows);
  return { histories: reader.finish(), rows, copies, refused };
}

/** By the first time in each; a file without one comes last, and is refused line by line. */
async function inOrder(files: readonly TextFile[], reader: HistoryReader): Promise<readonly TextFile[]> {
  const dated: { readonly file: TextFile; readonly from: number }[] = [];
  for (const file of files) {
    const from = await firstTimeIn(file, reader);
    dated.push({ file, from: from ?? Number.POSITIVE_INFINITY });
  }
  return dated.sort((a, b) => (a.from === b.from ? 0 : a.from - b.from)).map(({ file }) => file);
}

async function firstTimeIn(file: TextFile, reader: HistoryReader): Promise<EpochMs | null> {
  for await (const { lines } of whole(file, reader.longestLine))
    for (const line of lines) {
      const at = line === null ? null : reader.timeOf(line);
      if (at !== null) return at;
    }
  return null;
}

async function* whole(file: TextFile, longest: number): ReturnType<typeof textLines> {
  try {
    yield* textLines(file, longest);
  } catch (error) {
    const code = codeOf(error);
    const why = code.startsWith("Z_")
      ? "the gzip file is damaged or not whole"
      : `it cannot be read (${code})`;
    throw new UnreadableFile("damaged", `${file.path}: ${why}; nothing was imported`, { cause: error });
  }
}

function whyNotOpened(error: unknown): string {
  switch (codeOf(error)) {
    case "ENOENT":
      return "there is no such file; name files that are there";
    case "EACCES":
    case "EPERM":
      return "this user may not read it; let it, or run the command as one who may";
    case "EISDIR":
      return "this is no file; name the files in it one by one";
    default:
      return `it cannot be opened (${codeOf(error)})`;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown";
