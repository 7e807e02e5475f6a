import { html, nothing } from "lit";

import type { DayHistory, StretchSnapshot } from "#wire/history.ts";

import type { Desk } from "../desk/desk.ts";
import { outcomePlot } from "../desk/history-plot.ts";
import { explainTable } from "../desk/table-explanation.ts";
import { outcomeTable } from "../desk/history-tables.ts";
import type { KeptPlots } from "../desk/kept-plots.ts";
import { fullDates, hourName, netByClock } from "../desk/stretch-words.ts";
import { hourTicks } from "../format/day-axis.ts";
import { folded } from "./folded.ts";
import { outcomeKey, plotFigure } from "./plot-figure.ts";
import { reportTableTemplate } from "./report-table.ts";

interface TodayPast {
  readonly channel: "phone" | "chat";
  readonly what: string;
  readonly plots: KeptPlots;
}

const of = (day: DayHistory["today"], channel: string): readonly StretchSnapshot[] =>
  day.channels.find((one) => one.channel === channel)?.stretches ?? [];

/** What became of today's contacts, hour by hour, beside a day of last year. */
export function todayPast(history: DayHistory, { channel, what, plots }: TodayPast, desk: Desk) {
  const { speech } = desk;
  const { timeZone } = desk.house;
  const { words, page } = speech;
  const { today, lastYear, asOfMs, formulas } = history;
  const stretches = of(today, channel);
  if (stretches.length === 0) return nothing;
  const before = netByClock(of(lastYear.day, channel), speech);
  const isKnown = [...before.values()].some((net) => net !== null);
  const date = fullDates(timeZone, speech)(lastYear.day.startMs);
  const table = outcomeTable(
    stretches,
    {
      caption: words.outcomeTable(what),
      head: words.columns.hour,
      nameOf: ({ fromMs }) => hourName(fromMs, speech),
      note: formulas.counts[page.locale],
      asOfMs,
      ...(isKnown
        ? {
            beside: {
              head: words.lastYear,
              of: ({ fromMs }: StretchSnapshot) => before.get(hourName(fromMs, speech)) ?? null,
            },
          }
        : {}),
    },
    speech,
  );
  const plot = plots.of(`outcomes ${channel}`, history, () =>
    outcomePlot(stretches, hourTicks(today.startMs, today.endMs, timeZone), asOfMs),
  );
  const title = words.byHour(what);
  return html`${plotFigure({ title, note: words.unknownNote, data: plot, spoken: title }, outcomeKey(speech))}
    <p>${(isKnown ? words.lastYearBasis[lastYear.basis] : words.lastYearUnknown)(date)}</p>
    ${folded(
      table,
      reportTableTemplate(
        table,
        `${channel}-outcomes`,
        explainTable({ caption: table.caption, channel, stretches, formula: formulas.counts, asOfMs }, desk),
      ),
    )}`;
}
