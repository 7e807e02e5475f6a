/**
 * The faults of `bus-faults.test.ts` again and again with other seeds and at other rates, five minutes of load
 * while the Redis is away, and 100,000 events caught up: `node test/verify/bus.ts [ROUNDS]`.
 */
import { FAULTS } from "../support/bus-fault-list.ts";
import { becomeEqual, deliver } from "../support/bus-node.ts";
import { type BusTrial, startBusTrial } from "../support/bus-trial.ts";
import { numberedEvents } from "../support/journal-events.ts";

const rounds = Number(process.argv[2] ?? 5);
const RECOVERY_SECONDS = 15;
const CATCH_UP_SECONDS = 60;
const MANY = 100_000;

const print = (row: string, target: number, measured: number): void =>
  console.log(
    JSON.stringify({
      row,
      target: `<= ${target} s, exact`,
      measured,
      unit: "s",
      reached: measured <= target,
    }),
  );

/** Runs a trial and cleans up behind it. Seconds; Infinity when the nodes did not end exact and equal. */
async function trial(
  options: Omit<Parameters<typeof startBusTrial>[1], "seed">,
  seed: number,
  run: (one: BusTrial) => Promise<number>,
): Promise<number> {
  const tasks: (() => unknown)[] = [];
  try {
    const one = await startBusTrial({ after: (task) => tasks.push(task) }, { ...options, seed });
    return (await run(one)) / 1_000;
  } catch (error) {
    console.error(error);
    return Number.POSITIVE_INFINITY;
  } finally {
    for (const task of tasks) await task();
  }
}

for (const { name, happen, ...server } of FAULTS) {
  let worst = 0;
  for (let round = 1; round <= rounds; round += 1)
    worst = Math.max(
      worst,
      await trial({ ...server, events: 3_000 }, 100 * round, async (one) => {
        await one.load(500, 300);
        await one.recover();
        await happen(one);
        const took = await one.recover();
        await one.welcome();
        return took;
      }),
    );
  print(`two nodes and one more when their Redis ${name}, ${rounds} rounds`, RECOVERY_SECONDS, worst);
}

print(
  "the Redis was away for five minutes of load, 100 events a second",
  RECOVERY_SECONDS,
  await trial({ events: 31_000 }, 7, async (one) => {
    await one.load(500, 300);
    await one.redis.kill();
    await one.load(30_000, 60_000);
    await one.redis.start();
    return one.recover();
  }),
);

/** Now, and not in the year of the numbered events. */
function recentEvents(count: number) {
  const events = numberedEvents(0, count);
  const shift = Date.now() - (events.at(-1)?.at ?? 0) - 1_000;
  return events.map((event) => Object.assign({}, event, { at: event.at + shift }));
}

print(
  "100,000 events that one node took in while the Redis was away reach the other",
  CATCH_UP_SECONDS,
  await trial({}, 9, async ({ redis, nodes }) => {
    await redis.kill();
    await deliver(recentEvents(MANY), () => [nodes[0]], 500);
    await redis.start();
    return becomeEqual(nodes, 2 * CATCH_UP_SECONDS * 1_000);
  }),
);
process.exit();
