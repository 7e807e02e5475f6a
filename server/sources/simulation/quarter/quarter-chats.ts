import { createRandom, type Random } from "../random.ts";
import type { Arrival } from "./arrivals.ts";
import { channelArrivals } from "./channel-arrivals.ts";
import { chatServices } from "./chat-services.ts";
import { dayLevels } from "./day-levels.ts";
import { take } from "./draws.ts";
import type { ChannelOptions } from "./quarter-calls.ts";
import type { QuarterContact } from "./quarter-contact.ts";

/** Every chat of the quarter in order of arrival, with all that happens to it. None is offered while no desk is open. */
export function quarterChats(options: ChannelOptions): QuarterContact[] {
  const { seed, days, house, figures, baseline, menuOf } = options;
  const { peakDay, chats: assumed } = figures.assumed;
  const arrivals = channelArrivals({
    seed,
    days,
    table: figures.chats.table,
    peakDay,
    peakTotal: peakDay.chats,
    levels: dayLevels(days, assumed.dispersion, peakDay, createRandom(`${seed}|days`)),
    dispersion: assumed.dispersion,
  });
  const random = createRandom(`${seed}|courses`);
  const entries = house.channels.chat?.entries ?? [];
  const printedEntries = dealt(arrivals, figures.chats.byEntry, random);
  const services = chatServices({
    chats: arrivals,
    figures,
    talkSeconds: baseline.channels.chat.talkSeconds,
    random: createRandom(`${seed}|services`),
  });
  return arrivals.flatMap((chat, place): QuarterContact[] => {
    // An entry that the house does not have comes in by its first one.
    const entry = entries.find(({ id }) => id === printedEntries.get(chat)) ?? entries[0];
    const choice = menuOf(chat.day)(chat.at, random);
    const service = services[place];
    if (entry === undefined || choice === undefined || service === undefined) return [];
    const { at, day } = chat;
    return [
      {
        channel: "chat",
        entry: entry.id,
        arrivedAt: at,
        day,
        course: "queued",
        queuedAt: at,
        ...choice,
        service,
      },
    ];
  });
}

/** One name for each chat, as often as its count says, by chance alone. */
function dealt(
  chats: readonly Arrival[],
  counts: Readonly<Record<string, number>>,
  random: Random,
): Map<Arrival, string> {
  const names = new Map<Arrival, string>();
  let left = chats;
  for (const [name, count] of Object.entries(counts)) {
    for (const chat of take(left, count, () => 1, random)) names.set(chat, name);
    left = left.filter((chat) => !names.has(chat));
  }
  return names;
}
