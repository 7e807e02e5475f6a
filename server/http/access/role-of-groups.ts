import type { PersonRole } from "#access/sessions.ts";

export interface RoleGroups {
  readonly supervisor: readonly string[];
  readonly admin: readonly string[];
}

/** The highest role of somebody in these groups; `null`: none. Names are taken exactly. */
export function roleOfGroups(
  groups: readonly string[],
  { supervisor, admin }: RoleGroups,
): PersonRole | null {
  const own = new Set(groups.map((group) => group.trim()));
  if (admin.some((group) => own.has(group))) return "admin";
  return supervisor.some((group) => own.has(group)) ? "supervisor" : null;
}
