/** A house in a process of its own that can be killed: takes deliveries with their time, answers each when it is on disk. */
import { epochMs, ms } from "#domain/time.ts";

import { decodeOrder, type QuarterAnswer } from "../quarter-orders.ts";
import { openQuarterHouse } from "../quarter-house.ts";

const [directory = "", start = ""] = process.argv.slice(2);
const house = openQuarterHouse(directory, epochMs(Number(start)));

const answer = (message: QuarterAnswer): void => void process.send?.(message);

async function obey(message: unknown): Promise<void> {
  const order = decodeOrder(message);
  house.clock.advance(ms(order.now - house.clock.now()));
  // What the clock has set off, such as a round of the housekeeper, gets its turns.
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
  if (order.type === "report") {
    answer({ type: "report", answer: house.reports.report(order.from, order.to) });
    return;
  }
  const answers = await house.engine.accept(order.events);
  answer({ type: "accepted", tooLate: answers.filter((one) => one === "too-late").length });
}

let obeying = Promise.resolve();
process.on("message", (message) => {
  obeying = obeying.then(() => obey(message));
});
process.on("disconnect", () => process.exit());
answer({ type: "ready" });
