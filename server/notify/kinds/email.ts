import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";

import { createTransport } from "nodemailer";

import { type DurationMs, seconds } from "#domain/time.ts";
import type { NotificationMessage } from "#wire/alert.ts";

import type { Attempt } from "../format.ts";
import { type FoundAddress, guardedAddress, type Lookup, pinned } from "../guarded-address.ts";
import { onceAborted } from "../guarded-request.ts";
import { networkError } from "../network-error.ts";
import type { Outcome } from "../outcome.ts";
import type { Receiver } from "../receiver.ts";
import { storyOf } from "../story.ts";
import { MailsUnderWay, replyCodeOf } from "./mails-under-way.ts";

export interface EmailOptions {
  readonly host: string;
  readonly port: number;
  readonly security: "tls" | "starttls" | "plain";
  readonly login: { readonly username: string; readonly password: string } | null;
  readonly from: string;
  readonly to: readonly string[];
  readonly allowPrivate: boolean;
  readonly lookup: Lookup;
  /** PEM of the authorities to trust; `null`: the public ones. */
  readonly ca: string | null;
  readonly timeout?: DurationMs;
}

/** Many servers wait before they greet. */
const MAIL_TIMEOUT = seconds(60);

/**
 * Mail over SMTP, as plain text. A retry has the same `Message-ID`, and goes to those alone who
 * have not got it yet, as long as this process remembers who has.
 */
export function overSmtp(options: EmailOptions): Receiver["deliver"] {
  const remembered = new MailsUnderWay();
  return async (message, attempt, signal) => {
    const ended = AbortSignal.any([signal, AbortSignal.timeout(options.timeout ?? MAIL_TIMEOUT)]);
    const cut = onceAborted(ended).then((): Outcome => ({ kind: "retry", error: "timeout", after: null }));
    const to = remembered.left(message.id, options.to);
    return Promise.race([send(message, attempt, { ...options, to, ended, remembered }), cut]);
  };
}

type Sending = EmailOptions & { readonly ended: AbortSignal; readonly remembered: MailsUnderWay };

async function send(message: NotificationMessage, attempt: Attempt, options: Sending): Promise<Outcome> {
  const target = await guardedAddress({ ...options, onlyPrivate: options.security === "plain" });
  if (!target.ok) {
    const { error, isFinal } = target;
    return isFinal ? { kind: "dead", error } : { kind: "retry", error, after: null };
  }
  try {
    const connection = await connect(target.addresses, options);
    options.ended.addEventListener("abort", () => connection.destroy());
    const transport = transportOver(connection, options);
    return options.remembered.sent(message.id, await transport.sendMail(mailOf(message, attempt, options)));
  } catch (error) {
    return options.remembered.failed(message.id, outcomeOfError(error));
  }
}

/** To the checked address, whatever the name says now; with TLS from the first byte where that is wanted. */
async function connect(
  addresses: readonly FoundAddress[],
  options: EmailOptions & { readonly ended: AbortSignal },
): Promise<net.Socket> {
  const { host, port, security, ended } = options;
  const target = { host, port, lookup: pinned(addresses) };
  const socket =
    security === "tls" ? tls.connect({ ...target, ...tlsOptions(options) }) : net.connect(target);
  ended.addEventListener("abort", () => socket.destroy());
  // A failure after this is the library's to tell.
  socket.on("error", () => undefined);
  await once(socket, security === "tls" ? "secureConnect" : "connect");
  return socket;
}

/** The certificate must be for the name in the configuration. */
const tlsOptions = ({ host, ca }: EmailOptions): tls.ConnectionOptions => ({
  ...(net.isIP(host) === 0 ? { servername: host } : {}),
  rejectUnauthorized: true,
  minVersion: "TLSv1.2",
  ...(ca === null ? {} : { ca }),
});

function transportOver(connection: net.Socket, options: EmailOptions) {
  const { host, port, security, login } = options;
  return createTransport({
    connection,
    host,
    port,
    secure: security === "tls",
    secured: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "plain",
    tls: tlsOptions(options),
    ...(login === null ? {} : { auth: { user: login.username, pass: login.password } }),
    greetingTimeout: MAIL_TIMEOUT,
    socketTimeout: MAIL_TIMEOUT,
    socketCloseTimeout: seconds(1),
    name: "vedetta",
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
}

function mailOf(message: NotificationMessage, attempt: Attempt, { from, to }: EmailOptions) {
  const { title, lines, severity, isResolved } = storyOf(message, attempt);
  const domain = from.slice(from.lastIndexOf("@") + 1);
  const isUrgent = severity === "alarm" && !isResolved;
  return {
    from,
    to: [...to],
    subject: title,
    text: `${lines.join("\n")}\n`,
    messageId: `<${message.id}@${domain}>`,
    date: new Date(attempt.at),
    ...(isUrgent ? { priority: "high" as const } : {}),
    // Answering machines keep quiet.
    headers: { "Auto-Submitted": "auto-generated", "X-Vedetta-Id": message.id },
  };
}

/** 4xx may pass, 5xx does not; without a reply, or when TLS could not be agreed upon, it is the connection. */
function outcomeOfError(error: unknown): Outcome {
  const reply = replyCodeOf(error);
  const isTls = error instanceof Error && "code" in error && error.code === "ETLS";
  if (reply === null || isTls) return { kind: "retry", error: networkError(error), after: null };
  return reply >= 500
    ? { kind: "dead", error: `smtp-${reply}` }
    : { kind: "retry", error: `smtp-${reply}`, after: null };
}
