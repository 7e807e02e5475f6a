import type { CDPSession } from "@playwright/test";

/** What a page holds, in bytes. */
export interface PageHeap {
  /** Objects, arrays, texts, functions and numbers of the page: whatever its code has made and still holds. */
  readonly held: number;
  /** What the engine keeps of the code itself: it is compiled, and better, the oftener it runs. */
  readonly code: number;
}

/** The parts of V8's heap snapshot that are read here. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly unknown[] };
  };
  readonly nodes: readonly number[];
}

const HELD = new Set([
  "object",
  "array",
  "string",
  "concatenated string",
  "sliced string",
  "closure",
  "number",
  "bigint",
  "symbol",
  "regexp",
]);

/** Reads a heap snapshot, which is taken after everything that nobody needs was let go of. */
export async function pageHeapOf(devtools: CDPSession): Promise<PageHeap> {
  const chunks: string[] = [];
  const take = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk);
  devtools.on("HeapProfiler.addHeapSnapshotChunk", take);
  await devtools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  devtools.off("HeapProfiler.addHeapSnapshotChunk", take);
  const { snapshot, nodes }: HeapSnapshot = JSON.parse(chunks.join(""));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const names: readonly string[] = Array.isArray(types[0]) ? types[0].map(String) : [];
  const [type, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
  const use = { held: 0, code: 0 };
  for (let at = 0; at < nodes.length; at += fields.length) {
    const name = names[nodes[at + type] ?? -1] ?? "";
    const bytes = nodes[at + size] ?? 0;
    if (HELD.has(name)) use.held += bytes;
    else if (name === "code") use.code += bytes;
  }
  if (use.held === 0) throw new Error("the heap snapshot has another shape than this program knows");
  return use;
}
