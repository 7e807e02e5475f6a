import type { ReceiverExam, Reply } from "./examine-receiver.ts";
import { type Finding, note, right, type Section, warning, wrong } from "./finding.ts";

/** What is known of the tokens that were given to try, without asking anybody. */
export interface TokenFacts {
  readonly length: number;
  /** Others than the owner and the group may read the file. */
  readonly readableByAll: boolean;
  /** It holds what cannot be in a header. */
  readonly broken: boolean;
}

/** A token of 16 random bytes in hexadecimal; beyond it nobody guesses. */
const SHORTEST_TOKEN = 32;
/** An operator waits for each hook. */
const SLOW_MS = 250;

export function diagnoseReceiver(
  exam: ReceiverExam | null,
  tokens: readonly TokenFacts[],
  hooksCanArrive: boolean,
): Section {
  const title = "Webhooks";
  if (exam === null)
    return {
      title,
      findings: [
        note(
          "not configured: no webhookTokens",
          "without webhooks the first reply is known at the end of the chat only, and the wall follows within 5 s",
        ),
      ],
    };
  const findings = tokens.flatMap((facts, index) => diagnoseToken(`token ${index + 1}`, facts));
  if (exam.tokens.length === 0)
    findings.push(
      note(
        "whether a token is taken was not tried: only its hash is known here",
        "give it with --token-file FILE",
      ),
    );
  if (exam.wrongToken === null && exam.tokens.every((reply) => reply === null))
    findings.push(
      warning(
        `Vedetta does not run at ${exam.url}, so its receiver could not be tried`,
        "start it and ask again",
      ),
    );
  else findings.push(...diagnoseReplies(exam));
  findings.push(
    hooksCanArrive
      ? note(`hooks are to be sent to ${exam.url}, or to the name by which this machine is reached`)
      : warning(
          "Vedetta listens on this machine only, and Live Helper Chat is on another",
          "let hooks arrive through a tunnel or a proxy, or set server.host; see docs/sources/livehelperchat.md",
        ),
    note(
      "whether hooks come is seen on the wall: start a chat, and it is there at once, not after up to 5 s",
    ),
  );
  return { title, findings };
}

function diagnoseToken(name: string, { length, readableByAll, broken }: TokenFacts): readonly Finding[] {
  const findings: Finding[] = [];
  if (broken)
    findings.push(
      wrong(
        `${name} holds spaces or characters that no header can carry`,
        "one line, letters and digits only",
      ),
    );
  else if (length < SHORTEST_TOKEN)
    findings.push(
      warning(`${name} has ${length} characters only`, "make one with npm run token -- NAME --webhook"),
    );
  if (readableByAll)
    findings.push(warning(`the file of ${name} can be read by everybody on this machine`, "chmod 640"));
  return findings;
}

function diagnoseReplies({ tokens, wrongToken, tooMuch }: ReceiverExam): readonly Finding[] {
  return [
    ...tokens.map((reply, index) =>
      diagnoseRight(tokens.length === 1 ? "the token" : `token ${index + 1}`, reply),
    ),
    judged(wrongToken, {
      expected: [401, 429],
      fine: "a wrong token is refused",
      otherwise: "a wrong token is not refused",
      advice: "something in between answers in its place: let hooks reach Vedetta itself",
    }),
    ...(tokens.some((reply) => reply?.status === 204)
      ? [
          judged(tooMuch, {
            expected: [413],
            fine: "more than it needs to read is refused",
            otherwise: "too much is not refused",
            advice: "something in between answers in its place: let hooks reach Vedetta itself",
          }),
        ]
      : []),
  ];
}

function diagnoseRight(name: string, reply: Reply | null): Finding {
  if (reply?.status === 404)
    return wrong(
      "what runs at this address has no such receiver",
      "restart Vedetta with this configuration, or correct server.port",
    );
  if (reply?.status === 401)
    return wrong(
      `${name} is not taken`,
      "its SHA-256 must be in webhookTokens, not past its last day, when Vedetta starts: restart it after changing one",
    );
  const finding = judged(reply, {
    expected: [204],
    fine: `${name} is taken, and answered with nothing`,
    otherwise: `${name} is not taken`,
    advice: "look into the log of Vedetta",
  });
  if (finding.mark !== "right" || reply === null || reply.tookMs <= SLOW_MS) return finding;
  return warning(
    `${name} is taken, but the answer took ${Math.round(reply.tookMs)} ms`,
    "an operator of Live Helper Chat waits for each hook: see what keeps this machine busy",
  );
}

function judged(
  reply: Reply | null,
  sayings: {
    readonly expected: readonly number[];
    readonly fine: string;
    readonly otherwise: string;
    readonly advice: string;
  },
): Finding {
  if (reply === null) return wrong(`${sayings.otherwise}: no answer`, sayings.advice);
  if (!reply.empty)
    return wrong(
      `an answer (HTTP ${reply.status}) has a body, which Live Helper Chat may write into the chat`,
      "something in between adds it: let hooks reach Vedetta itself",
    );
  return sayings.expected.includes(reply.status)
    ? right(sayings.fine)
    : wrong(`${sayings.otherwise}: HTTP ${reply.status}`, sayings.advice);
}
