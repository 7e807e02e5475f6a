import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext, type Server } from "node:tls";

import { seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";

/** Where the certificate and its key are, in PEM. */
export interface TlsFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** A renewed certificate is in use within so long. */
const LOOK_EVERY = seconds(10);

/** Without what nobody should speak any more. */
export const TLS_VERSION = { minVersion: "TLSv1.2" } as const;

export const readPair = ({
  certificateFile,
  keyFile,
}: TlsFiles): { readonly cert: Buffer; readonly key: Buffer } => ({
  cert: readFileSync(certificateFile),
  key: readFileSync(keyFile),
});

/**
 * Uses the files anew when they have changed. Connections that are open go on. A pair that does not fit, as
 * while only one of the files is written yet, changes nothing: the one before stays. Returns what ends it.
 */
export function followCertificate(
  server: Pick<Server, "setSecureContext">,
  files: TlsFiles,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): () => void {
  let used = fingerprintOf(readPair(files));
  let refused = "";
  const look = (): void => {
    cancel = clock.after(LOOK_EVERY, look);
    let found = "unreadable";
    try {
      const pair = readPair(files);
      found = fingerprintOf(pair);
      if (found === used || found === refused) return;
      createSecureContext(pair);
      server.setSecureContext({ ...pair, ...TLS_VERSION });
      used = found;
      logger.info({}, "a new certificate is in use");
    } catch {
      if (found === refused) return;
      refused = found;
      logger.warn({}, "the new certificate or its key cannot be used: the one before stays");
    }
  };
  let cancel = clock.after(LOOK_EVERY, look);
  return () => cancel();
}

const fingerprintOf = ({ cert, key }: { readonly cert: Buffer; readonly key: Buffer }): string =>
  hash("sha256", Buffer.concat([cert, key]));
