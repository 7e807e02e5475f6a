import type { KillTarget } from "./kill-target.ts";

/** The kill target that a module exports. `url` is that of the module. */
export async function loadTarget(url: string): Promise<KillTarget> {
  const module: { readonly default: KillTarget } = await import(url);
  return module.default;
}
