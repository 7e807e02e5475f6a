/** Installs packages by apt where that may be done without asking: as root on Debian or Ubuntu. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

export function canInstallByApt(): boolean {
  return process.getuid?.() === 0 && existsSync("/etc/debian_version") && existsSync("/usr/bin/apt-get");
}

/** Returns null on success, else the last lines of what apt-get said. */
export function installByApt(packages: readonly string[]): string | null {
  return (
    aptGet(["update"]) ??
    aptGet(["install", "--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120", ...packages])
  );
}

function aptGet(parameters: readonly string[]): string | null {
  const run = spawnSync("/usr/bin/apt-get", ["--quiet", ...parameters], {
    encoding: "utf8",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.status === 0) return null;
  const said = `${run.stdout}\n${run.stderr}`.trim().split("\n").slice(-8).join("\n");
  return `apt-get ${parameters[0]} failed:\n${said}`;
}
