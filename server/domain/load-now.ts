/** The load that the operators on line have to carry at present, for the hint how many are needed. */
import { DISPERSION, PRIOR_CONTACTS } from "./dispersion.ts";
import { gammaQuantile } from "./distributions.ts";
import { erlangsOf } from "./erlang-c.ts";
import type { QueueLoad } from "./staffing.ts";

/** The load is not more than is planned for, with this certainty. */
const PRUDENCE = 0.8;

export interface VolumeNow {
  /** Arrivals usual in the coming hour. */
  readonly expectedNextHour: number;
  /** Arrivals of the last 60 minutes, and how many were usual. */
  readonly arrivedLastHour: number;
  readonly expectedLastHour: number;
  /** Share of the arrivals that want an operator: the others end in the welcome message or the menu. */
  readonly queueShare: number;
}

/** Mean time on a call, and how long a caller would wait. */
export type Service = Omit<QueueLoad, "callsPerHour">;

/** Chats of which one operator carries several at once. */
export interface ChatLoad {
  readonly chatsPerHour: number;
  readonly handleSeconds: number;
  /** Chats that one operator carries at once; 1 or more. */
  readonly concurrency: number;
}

/**
 * The usual of the coming hour times what the last hour was beside its own usual. The ratio
 * is not the most likely one but the one that it does not exceed with 80 % certainty: at a
 * dozen calls an hour a count says little, and one operator too many costs less than one
 * too few.
 */
export function loadNow(volume: VolumeNow, service: Service): QueueLoad {
  return { ...service, callsPerHour: volume.expectedNextHour * prudentRatio(volume) * volume.queueShare };
}

function prudentRatio({ arrivedLastHour, expectedLastHour }: VolumeNow): number {
  const shape = PRIOR_CONTACTS + arrivedLastHour / DISPERSION;
  return gammaQuantile(PRUDENCE, shape) / (PRIOR_CONTACTS + expectedLastHour / DISPERSION);
}

/** The operators that chats alone keep busy, in erlangs. */
export const chatErlangs = ({ concurrency, chatsPerHour, handleSeconds }: ChatLoad): number =>
  erlangsOf({ callsPerHour: chatsPerHour, handleSeconds }) / concurrency;

/**
 * The load of operators who take chats beside calls: the chats count as further calls, as
 * many as would keep them as busy. That leaves out that a chat waits more willingly.
 */
export const withChats = (load: QueueLoad, chats: ChatLoad): QueueLoad => ({
  ...load,
  callsPerHour: load.callsPerHour + (chatErlangs(chats) * 3_600) / load.handleSeconds,
});
