/** `npm run doctor -- livehelperchat`: tries the connection to a Live Helper Chat and tells what is wrong with it. */
import { statSync } from "node:fs";
import { styleText } from "node:util";

import { configFileOf } from "#config/environment.ts";
import { ConfigError } from "#config/fault.ts";
import { loadConfig } from "#config/load-config.ts";
import { isLoopback } from "#config/safe-binding.ts";
import type { Config } from "#config/schema.ts";
import { readSecret } from "#config/secret-files.ts";
import type { LiveHelperChatConfig } from "#config/source-schema.ts";
import { seconds } from "#domain/time.ts";
import { systemClock } from "#platform/clock.ts";
import { diagnose, isWell } from "#sources/livehelperchat/doctor/diagnose.ts";
import type { TokenFacts } from "#sources/livehelperchat/doctor/diagnose-receiver.ts";
import { examineReceiver } from "#sources/livehelperchat/doctor/examine-receiver.ts";
import { examineRest } from "#sources/livehelperchat/doctor/examine-rest.ts";

import { EXIT_WRONG } from "./exit-codes.ts";
import { DOCTOR_USAGE, type DoctorRequest, readDoctorArguments } from "./doctor-arguments.ts";
import { findingsText } from "./findings-text.ts";
import { runCommand } from "./run-command.ts";

const TIMEOUT = seconds(10);
const RECEIVER_TIMEOUT = seconds(3);

async function main(request: DoctorRequest): Promise<number> {
  const file = request.config ?? configFileOf(process.env);
  const config = loadConfig(file, process.env);
  const tokens = request.tokenFiles.map(tokenIn);
  let code = 0;
  for (const source of sourcesOf(request, config, file)) {
    const sections = diagnose(source, await examine(source, config, tokens));
    const title = `${styleText("bold", source.id)}  ${styleText("dim", source.rest?.baseUrl ?? "webhooks only")}`;
    process.stdout.write(findingsText(title, sections));
    if (!isWell(sections)) code = EXIT_WRONG;
  }
  return code;
}

function sourcesOf({ source }: DoctorRequest, config: Config, file: string): readonly LiveHelperChatConfig[] {
  const all = config.sources.filter((candidate) => candidate.kind === "livehelperchat");
  const found = source === undefined ? all : all.filter(({ id }) => id === source);
  if (found.length > 0) return found;
  const message =
    all.length === 0
      ? "no source is of kind livehelperchat"
      : `no source of kind livehelperchat has this id: use --source with one of ${all.map(({ id }) => id).join(", ")}`;
  throw new ConfigError(source === undefined || all.length === 0 ? file : "command line", [
    { path: [], message },
  ]);
}

/** A token that somebody gives to try, and what is to be said of it. */
function tokenIn(file: string): GivenToken {
  try {
    const token = readSecret(file);
    return {
      token,
      facts: {
        length: token.length,
        broken: !/^[\x21-\x7e]+$/.test(token),
        readableByAll: isReadableByAll(file),
      },
    };
  } catch {
    throw new ConfigError("command line", [
      { path: ["--token-file"], message: "no readable file that holds the token" },
    ]);
  }
}

interface GivenToken {
  readonly token: string;
  readonly facts: TokenFacts;
}

async function examine(source: LiveHelperChatConfig, { server }: Config, tokens: readonly GivenToken[]) {
  const { rest, webhookTokens } = source;
  return {
    rest:
      rest === undefined
        ? null
        : await examineRest({
            baseUrl: rest.baseUrl,
            username: rest.username,
            apiKey: readSecret(rest.apiKeyFile),
            fetch: globalThis.fetch,
            now: () => systemClock.now(),
            timeoutMs: TIMEOUT,
          }),
    receiver:
      webhookTokens === undefined
        ? null
        : await examineReceiver({
            url: `http://${localHost(server.host)}:${server.port}/api/v1/livehelperchat/${source.id}`,
            tokens: tokens.map(({ token }) => token),
            fetch: globalThis.fetch,
            timeoutMs: RECEIVER_TIMEOUT,
          }),
    tokens: tokens.map(({ facts }) => facts),
    hooksCanArrive:
      !isLoopback(server.host) ||
      server.behindTls ||
      rest === undefined ||
      isLoopback(new URL(rest.baseUrl).hostname.replace(/^\[|\]$/g, "")),
  };
}

/** The address by which a server that listens on `host` is reached from here. */
function localHost(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

function isReadableByAll(file: string): boolean {
  const { mode } = statSync(file);
  return process.platform !== "win32" && (mode & 0o004) !== 0;
}

await runCommand(readDoctorArguments(process.argv.slice(2)), DOCTOR_USAGE, main);
