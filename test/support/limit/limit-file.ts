/** Loaded before every test file (`npm run unit`): longer than any takes, on a machine that is busy too. */
import { limitProcess } from "./process-limit.ts";

limitProcess(5 * 60_000);
