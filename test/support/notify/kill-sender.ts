import { countingReceiver } from "./counting-receiver.ts";
import { lifeOf } from "./life.ts";

const PROGRAM = new URL("../cli/deliver-until-killed.ts", import.meta.url).pathname;
/** More than a life is long enough for. */
const MORE_MESSAGES = 100_000;
const LAST_MESSAGES = 5;
/** Counted from the first commit, so that a kill falls between a commit and the end of its delivery. */
const LONGEST_LIFE_MS = 120;

export interface SenderKillReport {
  readonly kills: number;
  /** Messages known to be committed. */
  readonly committed: number;
  readonly arrived: number;
  /** Committed messages that never arrived. */
  readonly lost: number;
  /** Arrivals beyond the first of a message, in all, and the most of them after one kill. */
  readonly duplicates: number;
  readonly mostPerKill: number;
  /** Messages that overtook an older one. */
  readonly outOfOrder: number;
  /** Copies of a message that were not like the first. */
  readonly different: number;
}

/**
 * Runs a process that commits messages and delivers them to a receiver in this one, kills it
 * with SIGKILL at random instants, starts it again on the same journal, and lets the last
 * life end by itself. `random` gives numbers from 0 to 1.
 */
export async function killSender(options: {
  readonly directory: string;
  readonly kills: number;
  readonly random: () => number;
}): Promise<SenderKillReport> {
  const { directory, kills, random } = options;
  using receiver = await countingReceiver(random);
  let committed = 0;
  const live = async (last: number, killAfterMs: number | null): Promise<void> => {
    const words = [directory, String(receiver.port), String(committed), String(committed + last)];
    committed = ((await lifeOf(PROGRAM, words, killAfterMs)) ?? committed - 1) + 1;
    receiver.nextLife();
  };
  for (let life = 0; life < kills; life += 1) await live(MORE_MESSAGES, random() * LONGEST_LIFE_MS);
  await live(LAST_MESSAGES, null);
  const { bodies, copies, different } = receiver;
  const order = [...bodies.keys()].map((id) => Number(id.slice("msg_".length)));
  const numbers = Array.from({ length: committed }, (_, number) => number);
  return {
    kills,
    committed,
    arrived: bodies.size,
    lost: numbers.filter((number) => !bodies.has(`msg_${number}`)).length,
    duplicates: copies.reduce((sum, count) => sum + count, 0),
    mostPerKill: copies.reduce((most, count) => Math.max(most, count), 0),
    outOfOrder: order.filter((number, index) => number < (order[index - 1] ?? 0)).length,
    different,
  };
}
