import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { parseCommandLine, withSimulationOptions } from "./command-line.ts";
import { loadConfig } from "./load-config.ts";

const house = loadConfig("config/vedetta.example.yaml");

describe("the command line", () => {
  it("moves and hastens the simulation", () => {
    const config = withSimulationOptions(
      house,
      parseCommandLine(["--from", "2025-11-25T08:00", "--speed", "60"]),
    );
    const [source] = config.sources;
    assert.ok(source?.kind === "simulation");
    assert.equal(source.from, "2025-11-25T08:00");
    assert.equal(source.speed, 60);
  });

  it("replays a day from its midnight on", () => {
    const [source] = withSimulationOptions(house, parseCommandLine(["--day", "2025-11-25"])).sources;
    assert.ok(source?.kind === "simulation");
    assert.equal(source.from, "2025-11-25T00:00");
  });

  it("leaves a configuration alone when it says nothing", () => {
    assert.equal(withSimulationOptions(house, parseCommandLine([])), house);
  });

  const faulty: readonly { readonly words: readonly string[]; readonly message: RegExp }[] = [
    { words: ["--fast"], message: /use --config FILE/ },
    { words: ["--from", "yesterday"], message: /--from: use YYYY-MM-DDThh:mm/ },
    { words: ["--day", "25 November"], message: /--day: use YYYY-MM-DD/ },
    {
      words: ["--day", "2025-11-25", "--from", "2025-11-25T08:00"],
      message: /--from: leave it out: a day is replayed from its midnight on/,
    },
    { words: ["--speed", "0"], message: /--speed: use a number from 0.1 to 3600/ },
    { words: ["--speed", "fast"], message: /--speed: use a number from 0.1 to 3600/ },
  ];
  for (const { words, message } of faulty) {
    it(`refuses ${words.join(" ")} and says what would be right`, () => {
      assert.throws(() => withSimulationOptions(house, parseCommandLine(words)), message);
    });
  }

  it("refuses to hasten real sources", () => {
    const real = { ...house, sources: [] };
    assert.throws(() => withSimulationOptions(real, parseCommandLine(["--speed", "2"])), /has none/);
  });
});
