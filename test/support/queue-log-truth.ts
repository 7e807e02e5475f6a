/** What Asterisk's own queue_log says happened in each queue, added up row by row. */
interface QueueTruth {
  entered: number;
  answered: number;
  abandoned: number;
  timedOut: number;
  emptied: number;
  withdrawn: number;
  voicemail: number;
  waitSeconds: number;
  longestWaitSeconds: number;
  talkSeconds: number;
}

export function queueLogTruth(text: string): Readonly<Record<string, QueueTruth>> {
  const truth: Record<string, QueueTruth> = {};
  for (const line of text.split("\n")) {
    const [, , queue = "", , event = "", ...fields] = line.split("|");
    const number = (index: number): number => Number(fields[index] ?? 0);
    if (queue === "NONE") continue;
    const of = (): QueueTruth =>
      (truth[queue] ??= {
        entered: 0,
        answered: 0,
        abandoned: 0,
        timedOut: 0,
        emptied: 0,
        withdrawn: 0,
        voicemail: 0,
        waitSeconds: 0,
        longestWaitSeconds: 0,
        talkSeconds: 0,
      });
    if (event === "ENTERQUEUE") of().entered += 1;
    if (event === "ABANDON") of().abandoned += 1;
    if (event === "EXITWITHTIMEOUT") of().timedOut += 1;
    if (event === "EXITEMPTY") of().emptied += 1;
    if (event === "WITHDRAW") of().withdrawn += 1;
    if (event === "EXITWITHKEY") of().voicemail += 1;
    if (event === "COMPLETEAGENT" || event === "COMPLETECALLER") of().talkSeconds += number(1);
    if (event === "BLINDTRANSFER" || event === "ATTENDEDTRANSFER") of().talkSeconds += number(3);
    if (event === "CONNECT") {
      of().answered += 1;
      of().waitSeconds += number(0);
      of().longestWaitSeconds = Math.max(of().longestWaitSeconds, number(0));
    }
  }
  return truth;
}
