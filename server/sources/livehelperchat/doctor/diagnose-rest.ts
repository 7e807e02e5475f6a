import { type Finding, counted, note, right, type Section, warning, wrong } from "./finding.ts";
import type { RestExam, Timing } from "./examine-rest.ts";
import type { ChatFacts } from "./facts.ts";
import { failureFinding } from "./failure-text.ts";
import { CATCH_UP_LIMIT, LIVE_CHATS } from "../rest-queries.ts";

/** Beyond it pages of chats take longer than a poll may. */
const SLOW_MS = 2_000;
/** Beyond it the source corrects times, and says so. */
const CLOCK_TOLERANCE_MS = 5_000;
const LIVE_LIMIT = Number(LIVE_CHATS["limit"]);
/** Leftovers are asked for again with every poll. */
const MANY_FORGOTTEN = 200;

export function diagnoseRest(exam: RestExam, baseUrl: string): Section {
  const { live, day, operators } = exam;
  const findings: Finding[] = [];
  if (!live.ok) findings.push(failureFinding("chats", live.failure));
  else {
    const tookMs = live.timing.answeredAt - live.timing.sentAt;
    findings.push(
      tookMs > SLOW_MS
        ? warning(
            `answers after ${tookMs.toLocaleString("en")} ms`,
            "it is asked every 5 s: see why it is slow",
          )
        : right(`answers within ${tookMs} ms, and takes the user name and the key`),
      ...diagnoseLive(live.facts),
      ...diagnoseClock(live.timing),
    );
  }
  if (day !== null)
    findings.push(day.ok ? diagnoseDay(day.facts) : failureFinding("chats of a day", day.failure));
  if (operators !== null) {
    const { ok } = operators;
    findings.push(
      ok ? diagnoseOperators(operators.facts) : failureFinding("operators on line", operators.failure),
    );
  }
  findings.push(...diagnoseReach(exam), ...diagnoseAddress(baseUrl));
  return { title: "REST interface", findings };
}

function diagnoseLive(facts: ChatFacts): readonly Finding[] {
  const findings: Finding[] = [];
  if (facts.strange > 0)
    findings.push(
      wrong(
        `${counted(facts.strange, "row")} of ${facts.rows} that are not chats`,
        "something in between changes the answers: compare them with those of Live Helper Chat itself",
      ),
    );
  if (facts.rows > 0 && facts.strange === facts.rows) return findings;
  findings.push(
    facts.notLive > 0
      ? wrong(
          `status_ids=0,1,5 is not obeyed: ${counted(facts.notLive, "closed chat")} came with every poll`,
          "let a proxy pass the question on as it is, with its commas",
        )
      : right(
          facts.rows === 0
            ? "no chat is pending, active or with a bot at present"
            : `${counted(facts.rows, "chat")} pending, active or with a bot; status_ids is obeyed`,
        ),
  );
  if (facts.rows >= LIVE_LIMIT)
    findings.push(wrong(`there are more open chats than are asked for (${LIVE_LIMIT})`, CLOSE_LEFTOVERS));
  else if (facts.forgotten >= MANY_FORGOTTEN)
    findings.push(
      warning(
        `${counted(facts.forgotten, "chat")} pending for more than a day, the visitor gone`,
        CLOSE_LEFTOVERS,
      ),
    );
  else if (facts.forgotten > 0)
    findings.push(
      note(
        `${counted(facts.forgotten, "chat")} pending for more than a day, the visitor gone: not counted as waiting`,
      ),
    );
  if (facts.withoutPresence > 0)
    findings.push(
      wrong(
        "rows do not say whether the visitor is there (user_status_front)",
        "let a proxy pass prefill_fields on; without it who closed the page is noticed late",
      ),
    );
  if (facts.personal.length > 0)
    findings.push(
      warning(
        `answers hold what was asked to be left out: ${facts.personal.join(", ")}`,
        "let a proxy pass ignore_fields on; they are dropped here, but travel up to here",
      ),
    );
  return findings;
}

const CLOSE_LEFTOVERS =
  "let Live Helper Chat close abandoned chats: set autoclose_abandon_pending and run its cron/workflow";

function diagnoseDay(facts: ChatFacts): Finding {
  if (facts.older > 0)
    return wrong(
      `time_gt is not obeyed: ${counted(facts.older, "older chat")} came`,
      "let a proxy pass the question on as it is",
    );
  if (facts.rows >= CATCH_UP_LIMIT)
    return warning(
      `more than ${CATCH_UP_LIMIT.toLocaleString("en")} chats in a day: an outage is not caught up to the end`,
      "tell us: the limit is ours",
    );
  return facts.rows === 0
    ? note(
        "no chat in the last 24 hours",
        "if there were some, the user of the key is assigned to none of their departments",
      )
    : right(`${counted(facts.rows, "chat")} in the last 24 hours, closed ones included`);
}

function diagnoseClock({ date, sentAt, answeredAt }: Timing): readonly Finding[] {
  if (date === null)
    return [note("it does not tell its time (no Date header), so its clock cannot be compared with ours")];
  // The header has whole seconds, and was written at some moment in between: only what is certain counts.
  const ahead = Math.max(0, date - answeredAt);
  const behind = Math.max(0, sentAt - (date + 1_000));
  const off = Math.max(ahead, behind);
  return off <= CLOCK_TOLERANCE_MS
    ? [right(off === 0 ? "its clock agrees with ours" : `its clock differs by ${seconds(off)} from ours`)]
    : [
        warning(
          `its clock is ${seconds(off)} ${ahead > 0 ? "ahead of" : "behind"} ours`,
          "its times are corrected by the difference, to a second or two; set both by NTP",
        ),
      ];
}

const seconds = (ms: number): string => `${Math.round(ms / 1_000).toLocaleString("en")} s`;

function diagnoseOperators({
  rows,
  strange,
  personal,
}: {
  rows: number;
  strange: number;
  personal: readonly string[];
}): Finding {
  if (strange > 0)
    return wrong(
      `${counted(strange, "row")} of ${rows} that do not say whether an operator is on line`,
      "compare restapi/onlineusers with that of Live Helper Chat 4",
    );
  if (personal.length > 0)
    return warning(
      `the list of operators names them: ${personal.join(", ")}`,
      "let a proxy pass the question on without include_user",
    );
  return right(`operators may be counted; ${counted(rows, "operator")} on line`);
}

function diagnoseReach({ messages, staff }: RestExam): readonly Finding[] {
  const findings: Finding[] = [];
  const tooFar = [
    ...(messages === "open" ? ["read the messages of every chat"] : []),
    ...(staff === "open" ? ["read names and addresses of the staff"] : []),
  ];
  if (tooFar.length > 0)
    findings.push(
      warning(
        `the key can do more than it must: ${tooFar.join(", and ")}`,
        "Live Helper Chat has no role that only counts: put the read proxy of docs/sources/livehelperchat.md in between, and keep the key there",
      ),
    );
  else if (messages === "closed" || messages === "refused")
    findings.push(right("the key, or the proxy before it, gives no message of a chat away"));
  else if (messages === "unknown")
    findings.push(note("whether the key can read messages could not be found out"));
  return findings;
}

function diagnoseAddress(baseUrl: string): readonly Finding[] {
  const { protocol, hostname } = new URL(baseUrl);
  const isHere = hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
  return protocol === "http:" && !isHere
    ? [
        warning(
          "the key and the answers travel unencrypted",
          "use https://, or a tunnel to the other machine",
        ),
      ]
    : [];
}
