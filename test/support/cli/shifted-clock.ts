/** Loaded before a program: each SIGUSR2 sets its clock an hour ahead. */
const HOUR_MS = 3_600_000;
const now = Date.now.bind(Date);
let shiftMs = 0;
Date.now = () => now() + shiftMs;
process.on("SIGUSR2", () => {
  shiftMs += HOUR_MS;
});
