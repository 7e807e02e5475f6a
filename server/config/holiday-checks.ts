import { createRequire } from "node:module";

import type Holidays from "date-holidays";

import type { ConfigFault } from "./fault.ts";
import type { ReadableParts } from "./readable-parts.ts";

/** Whether the public holidays that the house speaks of can be known. */
export function holidayFaults({ house, languages }: ReadableParts): ConfigFault[] {
  if (house === undefined) return [];
  const { country, region } = house;
  if (country !== undefined) return countryFaults(country, region);
  const faults: ConfigFault[] = [];
  if (region !== undefined)
    faults.push({ path: ["house", "region"], message: "name the country too, in house.country" });
  for (const [index, language] of (languages ?? []).entries())
    if (language?.onHolidays === "closed")
      faults.push({
        path: ["languages", index, "onHolidays"],
        message: "name the country whose public holidays count, in house.country",
      });
  return faults;
}

function countryFaults(country: string, region: string | undefined): ConfigFault[] {
  // Only a house that names a country pays for the package, 0.1 s.
  const Book: typeof Holidays = createRequire(import.meta.url)("date-holidays");
  const book = new Book();
  if (!Object.hasOwn(book.getCountries(), country))
    return [{ path: ["house", "country"], message: `no public holidays of ${country} are known` }];
  // The package has no list at all for a country without regions.
  const regions = Object.keys(book.getStates(country) ?? {});
  if (region === undefined || regions.includes(region)) return [];
  const message =
    regions.length === 0
      ? `no regions of ${country} have holidays of their own: leave it out`
      : `use one of ${regions.join(", ")}, or leave it out`;
  return [{ path: ["house", "region"], message }];
}
