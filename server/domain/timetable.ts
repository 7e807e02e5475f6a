import type { Calendar } from "./calendar.ts";
import type { EpochMs } from "./time.ts";

/** Hours in which a language desk is staffed, in local minutes since midnight; `to` is not included. */
export interface DeskHours {
  /** Monday is 1, Sunday is 7. */
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Whether a local day (`2026-12-25`) is a public holiday. */
export type IsHoliday = (day: string) => boolean;

export interface Timetable {
  readonly hours: readonly DeskHours[];
  readonly byAppointment: boolean;
  /** The days on which the desk is closed, whatever its hours; `null`: on none. */
  readonly closedOn: IsHoliday | null;
}

/** Is the desk staffed at `at`, by the timetable alone. On a day that it is closed it serves no appointments either. */
export function deskStateOf(
  timetable: Timetable,
  at: EpochMs,
  calendar: Calendar,
): "open" | "closed" | "by-appointment" {
  if (timetable.closedOn?.(calendar.dayOf(at).key) === true) return "closed";
  const { weekday, hour, minute } = calendar.local(at);
  const now = hour * 60 + minute;
  const open = timetable.hours.some(
    (desk) => desk.weekdays.includes(weekday) && now >= desk.fromMinute && now < desk.toMinute,
  );
  if (open) return "open";
  return timetable.byAppointment ? "by-appointment" : "closed";
}
