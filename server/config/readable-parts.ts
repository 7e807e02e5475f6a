import { z } from "zod";

import { type ReadableBus, readableBusSchema } from "./bus-schema.ts";
import { type Config, configSchema } from "./schema.ts";
import { type SourceParts, sourcePartsSchema } from "./source-schema.ts";

/** The parts of a configuration that could be read; `undefined` or, within a list, `null` stands for what could not. */
export interface ReadableParts {
  readonly house: Config["house"] | undefined;
  readonly server: Config["server"] | undefined;
  readonly channels: Config["channels"] | undefined;
  readonly outboundPurposes: Config["outboundPurposes"] | undefined;
  readonly access: Config["access"] | undefined;
  readonly languages:
    | readonly (Pick<Config["languages"][number], "code" | "onHolidays"> | null)[]
    | undefined;
  readonly queues: readonly (Config["queues"][number] | null)[] | undefined;
  readonly sources: readonly (Config["sources"][number] | null)[] | undefined;
  /** Of each source, also of one that could not be read as a whole. */
  readonly sourceParts: readonly (SourceParts | null)[] | undefined;
  readonly receivers: readonly (Config["receivers"][number] | null)[] | undefined;
  readonly watchdog: Config["watchdog"];
  /** Also one without its secret. */
  readonly bus: ReadableBus | undefined;
  /** Also one that could not be read. */
  readonly hasBus: boolean;
  readonly hasAccess: boolean;
}

const { code, onHolidays } = configSchema.shape.languages.element.shape;
/** A mistake in the hours leaves the language known. */
const readableLanguage = z.object({ code, onHolidays: onHolidays.catch("open") });

/** Reads each part by itself, so that a mistake in one does not hide those of the others. */
export function readableParts(raw: unknown): ReadableParts {
  const fields: Readonly<Record<string, unknown>> = isRecord(raw) ? raw : {};
  const { shape } = configSchema;
  return {
    house: partOf(shape.house, fields["house"]),
    server: partOf(shape.server, fields["server"]),
    channels: partOf(shape.channels, fields["channels"]),
    outboundPurposes: partOf(shape.outboundPurposes, fields["outboundPurposes"]),
    access: partOf(shape.access, fields["access"]),
    languages: itemsOf(readableLanguage, fields["languages"]),
    queues: itemsOf(shape.queues.unwrap().element, fields["queues"] ?? []),
    sources: itemsOf(shape.sources.element, fields["sources"]),
    sourceParts: itemsOf(sourcePartsSchema, fields["sources"]),
    receivers: itemsOf(shape.receivers.unwrap().element, fields["receivers"] ?? []),
    watchdog: partOf(shape.watchdog, fields["watchdog"]),
    bus: partOf(readableBusSchema, fields["bus"]),
    hasBus: fields["bus"] !== undefined,
    hasAccess: fields["access"] !== undefined,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function partOf<S extends z.ZodType>(schema: S, value: unknown): z.output<S> | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

function itemsOf<S extends z.ZodType>(schema: S, value: unknown): (z.output<S> | null)[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((item: unknown) => partOf(schema, item) ?? null);
}
