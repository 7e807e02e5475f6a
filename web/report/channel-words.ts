import type { ChannelReport } from "#wire/report.ts";

import type { ReportWords } from "../i18n/report-catalogue.ts";

/** The words that differ between calls and chats. */
export interface ChannelWords {
  readonly contacts: string;
  readonly grew: ReportWords["callsGrew"];
  readonly fell: ReportWords["callsFell"];
  readonly same: ReportWords["callsSame"];
  readonly alone: ReportWords["callsAlone"];
  readonly byOutcome: string;
  readonly byEntry: string;
  readonly byBand: string;
  readonly bandShares: string;
  readonly byHour: string;
  readonly dailyMean: string;
}

export function channelWords(channel: ChannelReport["channel"], words: ReportWords): ChannelWords {
  return channel === "phone"
    ? {
        contacts: words.calls,
        grew: words.callsGrew,
        fell: words.callsFell,
        same: words.callsSame,
        alone: words.callsAlone,
        byOutcome: words.callsByOutcome,
        byEntry: words.callsByEntry,
        byBand: words.callsByBand,
        bandShares: words.callsBandShares,
        byHour: words.callsByHour,
        dailyMean: words.netMean,
      }
    : {
        contacts: words.chats,
        grew: words.chatsGrew,
        fell: words.chatsFell,
        same: words.chatsSame,
        alone: words.chatsAlone,
        byOutcome: words.chatsByOutcome,
        byEntry: words.chatsByEntry,
        byBand: words.chatsByBand,
        bandShares: words.chatsBandShares,
        byHour: words.chatsByHour,
        dailyMean: words.chatMean,
      };
}
