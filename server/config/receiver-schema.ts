/**
 * Who is told of alerts: one schema per kind of receiver. An address that is itself a
 * secret, a token or a password is read from a file, never written in the configuration.
 */
import { z } from "zod";

import { addressFault } from "./outgoing-address.ts";

const id = z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/, "use lower-case letters, digits, - and _");
const file = z.string().min(1);
/** Shape only: whether it may be used is a matter of `allowHttp` and `allowPrivate`, see `receiver-checks.ts`. */
const address = z.string().refine((text) => addressFault(text, ANYTHING) === null, {
  error: (issue) => addressFault(String(issue.input), ANYTHING) ?? "",
});
const ANYTHING = { allowHttp: true, allowPrivate: true };

const common = {
  id,
  /** Alerts of other severities are not told. */
  severities: z
    .array(z.enum(["info", "watch", "alarm"], { error: "use info, watch or alarm" }))
    .min(1)
    .default(["watch", "alarm"]),
  /** Language of its sentences; the first of `house.locales` when left out. */
  locale: z.enum(["it", "en"]).optional(),
  /** Also addresses of the own network and of this machine. */
  allowPrivate: z.boolean().default(false),
  /** Certificates in PEM of an authority of the house, in the place of the public ones. */
  caFile: file.optional(),
};
const overHttp = {
  ...common,
  /** Also addresses that begin with http://: whoever carries the message can read it. */
  allowHttp: z.boolean().default(false),
};
/** An incoming webhook whose address is its only key. */
const secretAddress = { ...overHttp, urlFile: file };

const standard = z.strictObject({
  ...overHttp,
  kind: z.literal("standard"),
  url: address,
  /** Files that each hold one secret, `whsec_` and base64; two while the secret is being changed, the new one first. */
  secretFiles: z.array(file).min(1).max(2),
});

const alertmanager = z.strictObject({
  ...overHttp,
  kind: z.literal("alertmanager"),
  /** Of something that takes webhooks of Alertmanager. */
  url: address,
  /** Sent as `Authorization: Bearer`. */
  tokenFile: file.optional(),
});

const pagerduty = z.strictObject({
  ...overHttp,
  kind: z.literal("pagerduty"),
  url: address.default("https://events.pagerduty.com/v2/enqueue"),
  /** A file that holds the integration key of an Events API v2 integration. */
  routingKeyFile: file,
});

const slack = z.strictObject({ ...secretAddress, kind: z.literal("slack") });
const mattermost = z.strictObject({ ...secretAddress, kind: z.literal("mattermost") });
const teams = z.strictObject({ ...secretAddress, kind: z.literal("teams") });

const ntfy = z.strictObject({
  ...overHttp,
  kind: z.literal("ntfy"),
  /** Of the server, without the topic. */
  url: address.default("https://ntfy.sh"),
  /** A file that holds the topic: on a public server who knows it can read along. */
  topicFile: file,
  tokenFile: file.optional(),
});

const telegram = z.strictObject({
  ...overHttp,
  kind: z.literal("telegram"),
  url: address.default("https://api.telegram.org"),
  /** A file that holds the token of the bot. */
  tokenFile: file,
  /** Of the person, group or channel, such as `-1001234567890` or `@helpline_alerts`. */
  chatId: z.string().regex(/^(-?\d{1,20}|@\w{4,64})$/, "use a number in quotes, or @ and a name"),
});

const mailbox = z
  .string()
  .max(254)
  .regex(/^[^\s<>@,;:"\\]+@[a-zA-Z0-9.-]+$/, "use a plain address such as desk@example.org");
const email = z.strictObject({
  ...common,
  kind: z.literal("email"),
  host: z.string().regex(/^[a-zA-Z0-9.:-]+$/, "use a host name or an address, without a port"),
  port: z.int().min(1).max(65_535).default(587),
  /** `tls`: from the first byte, usually port 465. `starttls`: or nothing is sent. `plain`: readable on the way. */
  security: z.enum(["tls", "starttls", "plain"]).default("starttls"),
  username: z.string().min(1).optional(),
  passwordFile: file.optional(),
  from: mailbox,
  to: z.array(mailbox).min(1).max(20),
});

export const receiverSchema = z.discriminatedUnion(
  "kind",
  [standard, alertmanager, pagerduty, slack, mattermost, teams, ntfy, telegram, email],
  { error: "use standard, alertmanager, pagerduty, slack, mattermost, teams, ntfy, telegram or email" },
);

/** Somebody outside who raises the alarm when we fall silent. */
export const watchdogSchema = z.strictObject({
  /** Fetched by GET. One of `url` and `urlFile`; in a file when the address is a secret. */
  url: address.optional(),
  urlFile: file.optional(),
  everySeconds: z.number().min(10).max(3_600).default(60),
  allowHttp: z.boolean().default(false),
  allowPrivate: z.boolean().default(false),
  caFile: file.optional(),
});

export type ReceiverConfig = z.output<typeof receiverSchema>;
export type ReceiverKind = ReceiverConfig["kind"];
export type ReceiverConfigOf<K extends ReceiverKind> = Extract<ReceiverConfig, { kind: K }>;
export type WatchdogConfig = z.output<typeof watchdogSchema>;
