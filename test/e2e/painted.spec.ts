import { usual } from "../support/boards.ts";
import { paintedRevision, paintedSamples, quantile, recordPainted } from "./support/painted.ts";
import { expect, test } from "./support/wall.ts";

const FRAMES = 12;

test("tells when each snapshot has reached the glass", async ({ page, server }) => {
  await recordPainted(page);
  await page.goto(`${server.url}/wall`);
  await paintedRevision(page, usual.revision);
  for (let revision = 2; revision < 2 + FRAMES; revision += 1) {
    const channels = usual.channels.map((one) => ({ ...one, now: { ...one.now, waiting: revision } }));
    server.send({ ...usual, revision, channels });
    const sample = await paintedRevision(page, revision);
    expect(sample.paintedMs).toBeGreaterThanOrEqual(sample.receivedMs);
  }
  const took = (await paintedSamples(page)).map(({ receivedMs, paintedMs }) => paintedMs - receivedMs);
  expect(took.length).toBeGreaterThan(FRAMES);
  test
    .info()
    .annotations.push({ type: "received to painted, p50 ms", description: String(quantile(took, 0.5)) });
  test
    .info()
    .annotations.push({ type: "received to painted, p95 ms", description: String(quantile(took, 0.95)) });
});
