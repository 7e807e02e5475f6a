/**
 * Ends the process in order. The first SIGTERM or SIGINT runs `stop` and exits 0
 * when it is done; a second one, or `stop` taking longer than `graceMs`, exits at once with 1.
 */
export function onShutdown(stop: () => Promise<void>, graceMs = 8_000): void {
  let stopping = false;
  const begin = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), graceMs).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", begin);
  process.on("SIGINT", begin);
}
