/** The machine in a few words, without which a figure says little. */
import os from "node:os";

export function machine(): string {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 1024 ** 3);
  return `Node ${process.versions.node}, ${os.platform()} ${os.arch()}, ${cpus.length} x ${cpus[0]?.model.trim() ?? "unknown"}, ${memory} GiB`;
}
