/** A mail server over a real socket that speaks just enough SMTP, and keeps what it was sent. */
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket, createSecureContext } from "node:tls";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";

import { TEST_CERTIFICATE } from "./fake-receiver.ts";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly isEncrypted: boolean;
  readonly login: string | null;
}

export interface FakeSmtp {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** Every line that came in before TLS was agreed upon. */
  readonly inClear: readonly string[];
  /** Answers in the place of its own, by the word that a command begins with; for recipients, by the whole command. */
  readonly replies: Map<string, string>;
}

interface Session {
  from: string;
  to: string[];
  login: string | null;
  data: string[] | null;
}

export async function fakeSmtp(
  test: TestContext,
  options: { readonly tls?: boolean; readonly starttls?: boolean } = {},
): Promise<FakeSmtp> {
  const { tls = false, starttls = false } = options;
  const mails: ReceivedMail[] = [];
  const inClear: string[] = [];
  const replies = new Map<string, string>();
  const sockets = new Set<Socket>();

  const serve = (socket: Socket, isEncrypted: boolean, greet: boolean): void => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    const session: Session = { from: "", to: [], login: null, data: null };
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    if (greet) say(replies.get("GREETING") ?? "220 mail.test ESMTP");
    const lines = createInterface({ input: socket });
    lines.on("line", (line) => {
      if (!isEncrypted) inClear.push(line);
      if (session.data !== null) return takeData(line, session, isEncrypted, say);
      const word = line.split(" ")[0]?.toUpperCase() ?? "";
      const other = replies.get(line) ?? replies.get(word);
      if (other !== undefined) return say(other);
      if (word === "STARTTLS" && starttls) {
        lines.close();
        socket.removeAllListeners("data");
        say("220 go ahead");
        const secure = new TLSSocket(socket, {
          isServer: true,
          secureContext: createSecureContext(TEST_CERTIFICATE),
        });
        return serve(secure, true, false);
      }
      say(answerTo(word, line, session, starttls && !isEncrypted));
      if (word === "QUIT") socket.end();
    });
  };
  const takeData = (
    line: string,
    session: Session,
    isEncrypted: boolean,
    say: (line: string) => void,
  ): void => {
    if (line !== ".") return void session.data?.push(line.replace(/^\.\./, "."));
    const { from, to, login, data } = session;
    mails.push({ from, to, login, text: data?.join("\n") ?? "", isEncrypted });
    session.data = null;
    session.to = [];
    say(replies.get("END") ?? "250 taken");
  };

  const server = tls
    ? createTlsServer(TEST_CERTIFICATE, (socket) => serve(socket, true, true))
    : createServer((socket) => serve(socket, false, true));
  const listening = Promise.withResolvers<void>();
  server.listen({ port: 0, host: "127.0.0.1" }, listening.resolve);
  await listening.promise;
  test.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { port: address.port, mails, inClear, replies };
}

function answerTo(word: string, line: string, session: Session, offerTls: boolean): string {
  switch (word) {
    case "EHLO":
      return ["250-mail.test", ...(offerTls ? ["250-STARTTLS"] : []), "250-AUTH PLAIN", "250 8BITMIME"].join(
        "\r\n",
      );
    case "AUTH":
      session.login = Buffer.from(line.split(" ")[2] ?? "", "base64")
        .toString("utf8")
        .replaceAll("\0", " ")
        .trim();
      return "235 welcome";
    case "MAIL":
      session.from = /<(.*)>/.exec(line)?.[1] ?? "";
      return "250 ok";
    case "RCPT":
      session.to.push(/<(.*)>/.exec(line)?.[1] ?? "");
      return "250 ok";
    case "DATA":
      session.data = [];
      return "354 go on";
    case "QUIT":
      return "221 bye";
    default:
      return "502 not known";
  }
}
