/** What is told of access, as schemas; the types stand in `wire/access.ts`. */
import { z } from "zod";

const instantMs = z.int();
const text = z.string();

export const pairingOfferSchema = z.strictObject({
  code: text.meta({ description: "To be shown: eight letters in two groups." }),
  house: text,
  locales: z.array(text),
  expiresInMs: z.int(),
  pollEveryMs: z.int(),
});

export const pairingStateSchema = z.discriminatedUnion("status", [
  z.strictObject({ status: z.enum(["waiting", "slow-down"]), pollEveryMs: z.int() }),
  z.strictObject({ status: z.enum(["paired", "expired"]) }),
]);

export const waitingScreenSchema = z.strictObject({
  address: text,
  device: text.meta({ description: "Browser and system, in words of our own." }),
  expiresInMs: z.int(),
});

export const screensSchema = z.strictObject({
  guarded: z.boolean().meta({ description: "False without an access section: nothing is paired." }),
  nowMs: instantMs,
  screens: z.array(
    z.strictObject({
      id: text,
      name: text,
      address: text,
      device: text,
      pairedAtMs: instantMs,
      seenAtMs: instantMs,
      watching: z.boolean().meta({ description: "It has the board open at this moment." }),
    }),
  ),
});

export const sessionSchema = z.strictObject({
  role: z.enum(["house", "wall", "supervisor", "admin"]),
  name: text.nullable(),
  canLogOut: z.boolean(),
  ends: z
    .strictObject({
      inMs: z.int(),
      canGoOn: z.boolean().meta({ description: "Whether it goes on longer when somebody does something." }),
    })
    .nullable()
    .meta({ description: "When the session is over if nobody does anything." }),
});

export const openSessionsSchema = z.array(
  z.strictObject({
    id: text,
    name: text,
    role: z.enum(["supervisor", "admin"]),
    beganAtMs: instantMs,
    seenAtMs: instantMs,
    address: text,
    device: text,
    own: z.boolean().meta({ description: "The one that asks." }),
  }),
);

export const auditLinesSchema = z.array(
  z.strictObject({
    seq: z.int(),
    atMs: instantMs,
    actor: text,
    deed: text,
    target: text,
    address: text,
    result: text,
  }),
);
