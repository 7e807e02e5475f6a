import { type Finding, counted, note, right, type Section, warning, wrong } from "./finding.ts";
import type { RestExam } from "./examine-rest.ts";

interface SeenDepartment {
  readonly id: number;
  readonly chats: number;
}

/** The departments of the configuration beside those that exist, and those that had chats in the last 24 hours. */
export function diagnoseDepartments(configured: readonly string[], exam: RestExam): Section {
  const title = "Departments";
  const { live, day } = exam;
  if (!live.ok) return { title, findings: [note("not looked at, because no chats were told")] };
  const chats = new Map(live.facts.departments);
  // Chats that are open and young are in both answers.
  for (const [id, count] of day?.ok ? day.facts.departments : [])
    chats.set(id, Math.max(count, chats.get(id) ?? 0));
  const seen = [...chats].map(([id, count]): SeenDepartment => ({ id, chats: count }));
  const known = exam.identifiers?.ok ? exam.identifiers.facts : null;
  const findings = known === null ? withoutNames(configured, seen) : withNames(configured, seen, known);
  return { title, findings };
}

function withNames(
  configured: readonly string[],
  seen: readonly SeenDepartment[],
  known: ReadonlyMap<number, string>,
): readonly Finding[] {
  const idOf = (name: string): number | undefined =>
    /^\d+$/.test(name)
      ? known.has(Number(name))
        ? Number(name)
        : undefined
      : [...known].find(([, identifier]) => identifier === name)?.[0];
  const findings = configured.map((name): Finding => {
    const id = idOf(name);
    if (id === undefined)
      return wrong(
        `${name}: there is no such department`,
        "use the id or the identifier of a department, as in its page in Live Helper Chat; " +
          "the user of the key must be allowed to see it",
      );
    const chats = seen.find((department) => department.id === id)?.chats ?? 0;
    return chats > 0
      ? right(`${name}: ${counted(chats, "chat")} in the last 24 hours`)
      : note(`${name}: is there, without a chat in the last 24 hours`);
  });
  const counts = new Set(configured.map(idOf));
  const others = seen.filter(({ id }) => !counts.has(id));
  return [...findings, ...others.map(({ id, chats }) => left(nameOf(id, known.get(id)), chats))];
}

/** Which id has which identifier is not told: an identifier can be held against nothing. */
function withoutNames(configured: readonly string[], seen: readonly SeenDepartment[]): readonly Finding[] {
  const ids = configured.filter((name) => /^\d+$/.test(name));
  const identifiers = configured.filter((name) => !ids.includes(name));
  const findings = ids.map((name): Finding => {
    const chats = seen.find(({ id }) => String(id) === name)?.chats ?? 0;
    return chats > 0
      ? right(`${name}: ${counted(chats, "chat")} in the last 24 hours`)
      : warning(`${name}: no chat in the last 24 hours`, "right when it was quiet; otherwise check the id");
  });
  const others = seen.filter(({ id }) => !ids.includes(String(id)));
  if (identifiers.length === 0)
    return [...findings, ...others.map(({ id, chats }) => left(nameOf(id), chats))];
  const list = others.map(({ id }) => String(id)).join(", ");
  return [
    ...findings,
    warning(
      `${identifiers.join(", ")}: identifiers cannot be looked up with this key, so chats of REST ` +
        `are told by webhooks only${list === "" ? "" : ` (chats came of the ids ${list})`}`,
      "use ids in the place of identifiers, or give the role the permission `lhdepartment, list`",
    ),
  ];
}

const nameOf = (id: number, identifier = ""): string =>
  identifier === "" ? `${id}` : `${identifier} (${id})`;

const left = (name: string, chats: number): Finding =>
  warning(
    `${name}: ${counted(chats, "chat")} in the last 24 hours, not counted`,
    "add it to departments if it belongs to the helpline",
  );
