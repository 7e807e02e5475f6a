import type { BoardFigures } from "#wire/board-snapshot.ts";

import type { SnapshotBody } from "./publisher.ts";

/** Figures beside which nothing is usual. */
export const figuresAlone = (figures: BoardFigures): Omit<SnapshotBody, "alerts" | "bus"> => ({
  ...figures,
  channels: figures.channels.map((channel) => ({ ...channel, gaps: [], outlook: null })),
  together: null,
  knownDay: null,
  announcement: null,
});
