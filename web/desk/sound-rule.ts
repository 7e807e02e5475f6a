/** When the desk sounds: for an alarm that nobody has taken on, at once and then once a minute. */
import type { AlertSnapshot } from "#wire/alert.ts";

import { shownAlerts } from "../view/board-alerts.ts";

export interface SoundSettings {
  readonly isOn: boolean;
  /** Clock times of the house, `22:00`, from and up to which nothing sounds; alike: it may always sound. */
  readonly quietFrom: string;
  readonly quietTo: string;
}

/** Off until somebody wants it. */
export const SILENT: SoundSettings = { isOn: false, quietFrom: "00:00", quietTo: "00:00" };

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Reads what was kept; anything else than settings is as if nothing was. */
export function decodeSettings(text: string | null): SoundSettings {
  try {
    const kept: unknown = JSON.parse(text ?? "null");
    if (typeof kept !== "object" || kept === null) return SILENT;
    const timeOf = (name: string): string => {
      const value: unknown = Reflect.get(kept, name);
      return typeof value === "string" && CLOCK.test(value) ? value : "00:00";
    };
    return {
      isOn: Reflect.get(kept, "isOn") === true,
      quietFrom: timeOf("quietFrom"),
      quietTo: timeOf("quietTo"),
    };
  } catch {
    return SILENT;
  }
}

/** Alarms that go on, that nobody has taken on and nobody asked to be silent, by name. */
export const loudAlarms = (alerts: readonly AlertSnapshot[]): readonly string[] =>
  shownAlerts(alerts)
    .filter(
      ({ status, severity, acknowledged }) =>
        status === "firing" && severity === "alarm" && acknowledged === null,
    )
    .map(({ fingerprint }) => fingerprint);

/** `clock`: the time of the house, `15:20`. */
export function isQuiet({ quietFrom, quietTo }: SoundSettings, clock: string): boolean {
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo ? clock >= quietFrom && clock < quietTo : clock >= quietFrom || clock < quietTo;
}

const REPEAT_MS = 60_000;

/** What sounded last. */
export interface Sounded {
  readonly atMs: number;
  readonly alarms: readonly string[];
}

/** Alarms; `null`: nobody knows, for the link is silent. What may go on meanwhile is not forgotten. */
export const remembered = (alarms: readonly string[] | null, last: Sounded | null): Sounded | null =>
  alarms?.length === 0 ? null : last;

/** Whether it is time: an alarm is new, or a minute has gone by. */
export function isDue(
  alarms: readonly string[] | null,
  last: Sounded | null,
  nowMs: number,
): alarms is readonly string[] {
  if (alarms === null || alarms.length === 0) return false;
  if (last === null || nowMs - last.atMs >= REPEAT_MS) return true;
  return alarms.some((alarm) => !last.alarms.includes(alarm));
}
