/** Fields that several messages to walls share. */
import { z } from "zod";

import { CHANNELS } from "#domain/contact-event.ts";

export const channel = z.enum(CHANNELS);
export const count = z.int().min(0);
export const milliseconds = z.number().min(0);
export const instant = z.number().meta({ description: "Milliseconds since 1970-01-01T00:00:00Z." });
export const ratio = z.number().min(0).max(1);
/** A text by locale. */
export const label = z.record(z.string(), z.string());
