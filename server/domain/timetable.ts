import type { Calendar } from "./calendar.ts";
import type { EpochMs } from "./time.ts";

/** Hours in which a language desk is staffed, in local minutes since midnight; `to` is not included. */
export interface DeskHours {
  /** Monday is 1, Sunday is 7. */
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface Timetable {
  readonly hours: readonly DeskHours[];
  readonly byAppointment: boolean;
}

/** Is the desk staffed at `at`, by the timetable alone. */
export function deskStateOf(
  timetable: Timetable,
  at: EpochMs,
  calendar: Calendar,
): "open" | "closed" | "by-appointment" {
  const { weekday, hour, minute } = calendar.local(at);
  const now = hour * 60 + minute;
  const open = timetable.hours.some(
    (desk) => desk.weekdays.includes(weekday) && now >= desk.fromMinute && now < desk.toMinute,
  );
  if (open) return "open";
  return timetable.byAppointment ? "by-appointment" : "closed";
}
