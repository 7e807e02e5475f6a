/** How nodes reach the Redis or Valkey that they share. A password is read from a file, never written in the configuration. */
import { z } from "zod";

import { busAddressFault } from "./bus-address.ts";

const file = z.string().min(1);
/** Shape only: whether it may be used is a matter of `allowPlain`, see `bus-checks.ts`. */
const address = z.string().refine((text) => busAddressFault(text) === null, {
  error: (issue) => busAddressFault(String(issue.input)) ?? "",
});
const name = z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/, "use lower-case letters, digits, - and _");

export const busSchema = z.strictObject({
  /** One server, such as `rediss://redis.example.org:6379`; `redis://` goes without TLS. Either `url` or `sentinels`. */
  url: address.optional(),
  /** Sentinels, which know the server that is written to. `rediss://`: TLS to them and to the servers. */
  sentinels: z.array(address).min(1).max(16).optional(),
  /** The name under which the sentinels watch the servers. */
  master: z.string().min(1).max(80).optional(),
  /** Also `redis://` to another machine: whoever carries it can read it. */
  allowPlain: z.boolean().default(false),
  /** Certificates in PEM of an authority of the house, in the place of the public ones. */
  caFile: file.optional(),
  /** Certificate in PEM by which this node shows who it is, and its key. */
  certificateFile: file.optional(),
  keyFile: file.optional(),
  /** Name in the certificate of the server, where it is another than in the address. */
  serverName: z
    .string()
    .regex(/^[a-zA-Z0-9.-]+$/, "use a host name")
    .optional(),
  /** User of the access control list; `default` when left out. */
  username: z.string().regex(/^\S+$/, "a user name has no white space").optional(),
  passwordFile: file.optional(),
  /**
   * A secret of the nodes alone, the same on all of them and not known to the Redis or to producers: what
   * they hand each other is sealed with it. No bus goes without, wherever it is: who can write to one without
   * would get the keys of days, and could plant one.
   */
  secretFile: z
    .string({
      error: ({ input }) =>
        input === undefined
          ? "add this key: the file of a secret that only the nodes have, the same on every node; make one with `openssl rand -hex 32 > FILE`"
          : undefined,
    })
    .min(1),
  /** The same towards the sentinels, which have a list of their own. */
  sentinelUsername: z.string().regex(/^\S+$/, "a user name has no white space").optional(),
  sentinelPasswordFile: file.optional(),
  /** Keys and channels begin with it and a colon: houses that share a Redis have one each. */
  keyPrefix: name.default("vedetta"),
  /** Names this node among the others; `VEDETTA_NODE` wins. That of the machine when left out. */
  node: name.optional(),
});

export type BusConfig = z.output<typeof busSchema>;

/** To find what else is wrong with a bus that has no secret. */
export const readableBusSchema = busSchema.partial({ secretFile: true });
export type ReadableBus = z.output<typeof readableBusSchema>;
