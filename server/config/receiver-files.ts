/** The files that receivers name: what each must hold. No fault repeats anything of a file. */
import type { ConfigFault } from "./fault.ts";
import { type AddressRules, addressFault } from "./outgoing-address.ts";
import type { ReceiverConfig, WatchdogConfig } from "./receiver-schema.ts";

/** A file with one secret, and what is wrong with the secret; `null`: nothing. */
export interface SecretFile {
  readonly path: ConfigFault["path"];
  readonly file: string;
  readonly faultOf: (secret: string) => string | null;
}

export function filesOfReceiver(receiver: ReceiverConfig): readonly SecretFile[] {
  return [...ownFilesOf(receiver), ...authorityOf(receiver)];
}

export function filesOfWatchdog(watchdog: WatchdogConfig): readonly SecretFile[] {
  return [
    ...(watchdog.urlFile === undefined ? [] : [addressIn(watchdog.urlFile, watchdog)]),
    ...authorityOf(watchdog),
  ];
}

function ownFilesOf(receiver: ReceiverConfig): readonly SecretFile[] {
  switch (receiver.kind) {
    case "standard":
      return receiver.secretFiles.map((file, index) => ({
        path: ["secretFiles", index],
        file,
        faultOf: signingSecretFault,
      }));
    case "alertmanager":
      return optional("tokenFile", receiver.tokenFile, TOKEN);
    case "pagerduty":
      return optional("routingKeyFile", receiver.routingKeyFile, TOKEN);
    case "slack":
    case "mattermost":
    case "teams":
      return [addressIn(receiver.urlFile, receiver)];
    case "ntfy":
      return [
        ...optional("topicFile", receiver.topicFile, /^[-_A-Za-z0-9]{1,64}$/),
        ...optional("tokenFile", receiver.tokenFile, TOKEN),
      ];
    case "telegram":
      return optional("tokenFile", receiver.tokenFile, /^\d+:[-\w]+$/);
    case "email":
      return optional("passwordFile", receiver.passwordFile, PASSWORD);
  }
}

/** What may stand in a header. */
const TOKEN = /^[\x21-\x7e]+$/;
const PASSWORD = /^[^\r\n]+$/;

function optional(key: string, file: string | undefined, pattern: RegExp): readonly SecretFile[] {
  return file === undefined
    ? []
    : [{ path: [key], file, faultOf: (secret) => faultOfSecret(secret, pattern) }];
}

const faultOfSecret = (secret: string, pattern: RegExp): string | null =>
  pattern.test(secret) ? null : "the file must hold the secret and nothing else";

export const passwordFault = (text: string): string | null => faultOfSecret(text, PASSWORD);

const addressIn = (file: string, rules: AddressRules): SecretFile => ({
  path: ["urlFile"],
  file,
  faultOf(secret) {
    const fault = addressFault(secret, rules);
    return fault === null ? null : `the address in the file: ${fault}`;
  },
});

function authorityOf({ caFile }: { readonly caFile?: string | undefined }): readonly SecretFile[] {
  return caFile === undefined ? [] : [{ path: ["caFile"], file: caFile, faultOf: authorityFault }];
}

export const authorityFault = (text: string): string | null =>
  text.includes("-----BEGIN CERTIFICATE-----") ? null : "the file must hold certificates in PEM";

/** Standard Webhooks 1.0: 24 to 64 random bytes. */
function signingSecretFault(secret: string): string | null {
  const bytes = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const isWhole = /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret);
  return isWhole && bytes.length >= 24 && bytes.length <= 64
    ? null
    : "the file must hold whsec_ and the base64 of 24 to 64 random bytes";
}
