/** One schema per kind of source. A secret is read from a file or the environment, never written in the configuration. */
import { z } from "zod";

import { CHANNELS } from "#domain/contact-event.ts";

import { tokenSchema } from "./token-schema.ts";

/** What to do about a key of before. */
const TOKEN_FILES_ARE_GONE =
  "tokens are no longer read from files: write webhookTokens: [{ tokenSha256: \"...\" }] with what `tr -d '[:space:]' < FILE | sha256sum` prints for each, then remove the files";

/** Whether an address says where something is and no more. */
function isPlainAddress(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.username + url.password + url.search + url.hash === "";
}

const id = z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/, "use lower-case letters, digits, - and _");
const label = z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1).max(60));

const asterisk = z.strictObject({
  id,
  kind: z.literal("asterisk"),
  label,
  host: z.string().min(1).default("127.0.0.1"),
  port: z.number().int().min(1).max(65_535).default(5038),
  username: z.string().min(1),
  /** A file that holds the AMI secret and nothing else. */
  secretFile: z.string().min(1),
  /** Asterisk queue name -> queue of this configuration. Calls in queues not named here are not counted. */
  queues: z.record(z.string().min(1).max(80), z.string()),
  entry: z.string().default("phone"),
  /** Path of queue_log on a mounted or shared disk; history over lost connections then is complete. */
  queueLogFile: z.string().min(1).optional(),
  /** Seconds after a conversation that count as wrap-up; as `wrapuptime` in queues.conf. */
  wrapUpSeconds: z.number().min(0).max(600).default(0),
  /** Dialplan markers `HelplineStage`, `HelplineEnd`, `HelplineOut` are in place; `auto` finds out by itself. */
  markers: z.enum(["auto", "yes", "no"]).default("auto"),
  /**
   * Dialplan contexts in which every incoming call is one to the helpline, such as `from-trunk`: calls that end
   * before a queue then count without markers too. Empty: without markers calls count from their queue on.
   */
  arrivalContexts: z.array(z.string().min(1).max(80)).default([]),
  /** Value of `Kind` in `HelplineOut` -> purpose of outbound calls; `*` for any other. */
  outboundKinds: z.record(z.string(), z.string()).default({ "*": "other" }),
});

const httpEvents = z.strictObject({
  id,
  kind: z.literal("http-events"),
  label,
  channels: z.array(z.enum(CHANNELS)).min(1),
  /** Its events may come by the bus too, on the stream `incoming`. */
  overBus: z.boolean().optional(),
});

const simulation = z.strictObject({
  id,
  kind: z.literal("simulation"),
  label,
  seed: z.string().min(1).default("vedetta"),
  /** What is usual for the simulated house; a path within the program's directory, or an absolute one. */
  baselineFile: z.string().min(1),
  /** Figures of a quarter that the simulated house remembers, day by day, up to the one on which it starts; a path as above. */
  quarterFile: z.string().min(1).optional(),
  /** Local date and time at which the simulated house stands at start; the present when left out. */
  from: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "use YYYY-MM-DDThh:mm, local time of the house")
    .optional(),
  speed: z.number().min(0.1).max(3_600).default(1),
});

const liveHelperChat = z.strictObject({
  id,
  kind: z.literal("livehelperchat"),
  label,
  /** Its REST interface is polled. Without it who closes the tab or vanishes is never seen to leave. */
  rest: z
    .strictObject({
      /** Where Live Helper Chat is, such as `https://chat.example.org/index.php`. */
      baseUrl: z
        .url({ protocol: /^https?$/, error: "use an address that begins with https:// or http://" })
        .refine(isPlainAddress, "leave user name, password, ? and # out: the key has a file of its own")
        .refine(
          (address) => !/\/(site_admin|restapi)(\/|$)/.test(address),
          "end it before /site_admin or /restapi: with /index.php",
        ),
      username: z
        .string()
        .min(1)
        .regex(/^[^:]*$/, "a user name has no colon"),
      /** A file that holds the API key and nothing else. */
      apiKeyFile: z.string().min(1),
    })
    .optional(),
  /** Bearer tokens of webhooks, by their hashes; two while the token is being changed. Without them no webhook is taken. */
  webhookTokens: z.array(tokenSchema).min(1).max(2).optional(),
  tokenFiles: z.never(TOKEN_FILES_ARE_GONE).optional(),
  /** Department of Live Helper Chat, by its id or its identifier. Chats of departments not named here are not counted. */
  departments: z.record(
    z.string().min(1).max(80),
    z.strictObject({
      entry: z.string(),
      queue: z.string(),
      /** That of the queue when left out. */
      language: z.string().optional(),
    }),
  ),
  /** `firstReply`: the first message written by a person. `accept`: an operator opened the chat. */
  answeredAt: z.enum(["firstReply", "accept"]).default("firstReply"),
  /** A visitor of whom nothing was heard for so long has left, where Live Helper Chat does not say so itself. */
  vanishedSeconds: z.number().min(30).max(3_600).default(60),
  /** The same for telephones, which stop talking when their screen goes dark. */
  vanishedMobileSeconds: z.number().min(30).max(3_600).default(240),
  /** Who closed the page and is not back after so long has left, and has not reloaded it. */
  reloadSeconds: z.number().min(5).max(600).default(30),
  /** Who waits and of whom nothing was heard for so long is marked as one that may be gone: without REST nobody can tell. */
  unconfirmedSeconds: z.number().min(60).max(3_600).default(300),
});

export const sourceSchema = z.discriminatedUnion("kind", [asterisk, httpEvents, liveHelperChat, simulation], {
  error: "use asterisk, http-events, livehelperchat or simulation",
});

/** What the rest of a configuration is held against even when other keys of a source cannot be read. */
export const sourcePartsSchema = z.object({
  kind: z.string(),
  label: label.optional().catch(undefined),
  departments: liveHelperChat.shape.departments.optional().catch(undefined),
});

export type SourceConfig = z.output<typeof sourceSchema>;
export type AsteriskConfig = z.output<typeof asterisk>;
export type HttpEventsConfig = z.output<typeof httpEvents>;
export type LiveHelperChatConfig = z.output<typeof liveHelperChat>;
export type SourceParts = z.output<typeof sourcePartsSchema>;
export type SimulationConfig = z.output<typeof simulation>;
