import type { Block } from "./document.ts";

/** The blocks with their tables numbered in order, so that a printed one can be cited; `nameOf` puts number and caption together. */
export function numbered(
  blocks: readonly Block[],
  nameOf: (index: number, caption: string) => string,
): readonly Block[] {
  let index = 0;
  const named = (block: Block): Block => {
    if (block.kind === "pair")
      return { kind: "pair", blocks: [named(block.blocks[0]), named(block.blocks[1])] };
    if (block.kind !== "table") return block;
    index += 1;
    return { kind: "table", table: { ...block.table, caption: nameOf(index, block.table.caption) } };
  };
  return blocks.map(named);
}
