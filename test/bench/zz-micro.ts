import { Board } from "#domain/board.ts";
import { ContactTable, COLUMN } from "#domain/contact-table.ts";
import { mergeFact } from "#domain/contact.ts";
import { storyOf } from "#domain/contact-story.ts";
import { createCalendar } from "#domain/calendar.ts";
import { epochMs } from "#domain/time.ts";
const start = Date.UTC(2026, 10, 25, 8);
const ev: any[] = [];
for (let n = 0; n < 10000; n++) {
  const contact = n.toString(16).padStart(32, "0");
  const at = (a: number) => epochMs(start + n * 100 + a);
  const base = { source: "pbx", contact };
  ev.push({ ...base, type: "contact.arrived", id: `${n}a`, at: at(0), channel: n % 5 === 0 ? "chat" : "phone", entry: "phone" },
   { ...base, type: "contact.queued", id: `${n}q`, at: at(8000), language: "it", queue: "q_it" },
   { ...base, type: "contact.answered", id: `${n}n`, at: at(20000) },
   { ...base, type: "contact.ended", id: `${n}e`, at: at(300000), outcome: "completed" });
}
ev.sort((a, b) => a.at - b.at);
const T = (name: string, f: () => void, n = ev.length) => { const v: number[] = []; for (let i = 0; i < 30; i++) { const c = process.cpuUsage(); const b = performance.now(); f(); v.push(performance.now() - b); } v.sort((a, b) => a - b); console.log(name.padEnd(30), (v[15]! / n * 1e6).toFixed(0), "ns median", (v[2]!/n*1e6).toFixed(0), "best"); };
let sink = 0;
T("lookup + addRow", () => { const t = new ContactTable(); for (const e of ev) { sink += t.rowOf(e.contact) ?? t.addRow(e.contact); } });
T("lookup + merge", () => { const t = new ContactTable(); for (const e of ev) { const r = t.rowOf(e.contact) ?? t.addRow(e.contact); mergeFact(t, r, e); } });
T("lookup + merge + 1 story", () => { const t = new ContactTable(); for (const e of ev) { const r = t.rowOf(e.contact) ?? t.addRow(e.contact); mergeFact(t, r, e); if (storyOf(t, r) === null) sink++; } });
T("lookup + merge + 2 stories", () => { const t = new ContactTable(); for (const e of ev) { const r = t.rowOf(e.contact) ?? t.addRow(e.contact); if (storyOf(t, r) === null) sink++; mergeFact(t, r, e); if (storyOf(t, r) === null) sink++; } });
const m = new Map<string, number>(); for (const e of ev) m.set(e.contact, 1);
T("Map.get only", () => { for (const e of ev) sink += m.get(e.contact)!; });
const rules = { phone: { thresholds: [20000], shortAbandon: 5000 }, chat: { thresholds: [20000, 60000], shortAbandon: 5000 } } as any;
const calendar = createCalendar("Europe/Rome");
T("board", () => { const b = new Board({ rules, calendar }); for (const e of ev) b.apply(e); });
