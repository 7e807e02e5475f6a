import { accessSync, constants, readFileSync, statSync } from "node:fs";

import { filesOfBus } from "./bus-checks.ts";
import type { BusConfig } from "./bus-schema.ts";
import type { ConfigFault } from "./fault.ts";
import type { ReadableParts } from "./readable-parts.ts";
import { filesOfReceiver, filesOfWatchdog, type SecretFile } from "./receiver-files.ts";
import type { Config } from "./schema.ts";
import type { SourceConfig } from "./source-schema.ts";

/**
 * Secrets that could not be read at the first connection are told at the start instead. Told is the folder in which relative
 * paths begin, and no path: it could be the secret itself, put in the place of its file.
 */
export function secretFileFaults(parts: ReadableParts, folder: string): ConfigFault[] {
  const faultsIn = faultsBelow(folder);
  const { sources, receivers, watchdog, access, server, bus } = parts;
  const oidc = access?.oidc;
  const tls = server?.tls;
  return [
    ...(sources ?? []).flatMap((source, index) =>
      (source === null ? [] : secretFilesOf(source)).flatMap(faultsIn(["sources", index])),
    ),
    ...(receivers ?? []).flatMap((receiver, index) =>
      (receiver === null ? [] : filesOfReceiver(receiver)).flatMap(faultsIn(["receivers", index])),
    ),
    ...(watchdog === undefined ? [] : filesOfWatchdog(watchdog)).flatMap(faultsIn(["watchdog"])),
    ...(bus === undefined ? [] : filesOfBus(bus)).flatMap(faultsIn(["bus"])),
    ...(oidc === undefined ? [] : [any(["clientSecretFile"], oidc.clientSecretFile)]).flatMap(
      faultsIn(["access", "oidc"]),
    ),
    ...(tls === undefined ? [] : tlsFilesOf(tls)).flatMap(faultsIn(["server", "tls"])),
  ];
}

const faultsBelow =
  (folder: string) =>
  (root: ConfigFault["path"]) =>
  ({ path, file, faultOf }: SecretFile): ConfigFault[] => {
    if (!isReadableFile(file)) {
      const message = `no readable file that holds the ${contentOf(path)} (relative paths begin in ${folder})`;
      return [{ path: [...root, ...path], message }];
    }
    const message = faultOf(readSecret(file));
    return message === null ? [] : [{ path: [...root, ...path], message }];
  };

const CONTENTS: Readonly<Record<string, string>> = {
  caFile: "certificates",
  certificateFile: "certificate",
  keyFile: "key",
  urlFile: "address",
};

const contentOf = (path: ConfigFault["path"]): string => CONTENTS[String(path.at(-1))] ?? "secret";

function secretFilesOf(source: SourceConfig): readonly SecretFile[] {
  switch (source.kind) {
    case "asterisk":
      return [any(["secretFile"], source.secretFile)];
    case "livehelperchat":
      return source.rest === undefined ? [] : [any(["rest", "apiKeyFile"], source.rest.apiKeyFile)];
    case "http-events":
    case "simulation":
      return [];
  }
}

const tlsFilesOf = (tls: NonNullable<Config["server"]["tls"]>): readonly SecretFile[] => [
  pem(["certificateFile"], tls.certificateFile, /-----BEGIN CERTIFICATE-----/),
  pem(["keyFile"], tls.keyFile, /-----BEGIN [A-Z ]*PRIVATE KEY-----/),
];

const pem = (path: ConfigFault["path"], file: string, mark: RegExp): SecretFile => ({
  path,
  file,
  faultOf: (text) => (mark.test(text) ? null : "the file must be in PEM"),
});

const any = (path: ConfigFault["path"], file: string): SecretFile => ({ path, file, faultOf: () => null });

function isReadableFile(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    const status = statSync(file);
    return status.isFile() && status.size > 0;
  } catch {
    return false;
  }
}

/** What all nodes of a bus know and nobody else does. */
export const nodesSecretOf = ({ secretFile }: BusConfig): string => readSecret(secretFile);

/** The secret a file holds, without white space around it. The file was checked when the configuration was read. */
export const readSecret = (file: string): string => readFileSync(file, "utf8").trim();
