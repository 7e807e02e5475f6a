/**
 * `npm run replay -- --day 2025-11-25 --speed 300`: one day of the shipped house on the wall, from
 * midnight on and faster than life. Options that are given win over those here.
 */
import { runBuiltServer } from "./built-server.ts";

/** The busiest day of the quarter that the shipped house remembers. */
const DAY = "2025-11-25";
/** A day in less than five minutes. */
const SPEED = "300";
/** A replay is of an invented house, also where `VEDETTA_CONFIG` names a real one. */
const CONFIG = "config/vedetta.example.yaml";

const usual = ["--config", CONFIG, "--day", DAY, "--speed", SPEED];
process.exitCode = await runBuiltServer([...usual, ...process.argv.slice(2)]);
