import { type HelplineEvent, type OpenContact, unreachable } from "#domain/contact-event.ts";

const MAX_MEASURE_MS = 86_400_000;

/** What anybody may put on the bus, and over HTTP: CloudEvents 1.0. */
export interface Envelope {
  readonly specversion: "1.0";
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly data: object;
}

/** An event as every node can read it. Its ids are pseudonyms, and stay. */
export const envelopeOf = (event: HelplineEvent): Envelope => ({
  specversion: "1.0",
  id: event.id,
  source: event.source,
  type: event.type,
  time: instantText(event.at),
  data: dataOf(event),
});

function dataOf(event: HelplineEvent): object {
  switch (event.type) {
    case "contact.arrived": {
      const { contact, channel, entry, language } = event;
      return { contact, channel, entry, language };
    }
    case "contact.blacklisted":
    case "contact.unconfirmed":
    case "contact.returned":
      return { contact: event.contact };
    case "contact.queued": {
      const { contact, language, queue } = event;
      return { contact, language, queue };
    }
    case "contact.answered": {
      const { contact, wait, estimated } = event;
      // A wait beside an estimate counts nowhere, and no door lets both in.
      return estimated === true ? { contact, estimated } : { contact, waitSeconds: secondsOf(wait) };
    }
    case "contact.ended": {
      const { contact, outcome, talk } = event;
      return { contact, outcome, talkSeconds: secondsOf(talk) };
    }
    case "contact.corrected": {
      const { contact, outcome } = event;
      return { contact, outcome };
    }
    case "outbound.ended":
      return { purpose: event.purpose };
    case "operators.changed": {
      const { channel, sequence, counts } = event;
      return { channel, sequence, counts };
    }
    case "source.heartbeat":
      return { sequence: event.sequence };
    case "source.resynced": {
      const { open, covers, restarted } = event;
      return { open: open.map(openOf), covers, restarted };
    }
    default:
      return unreachable(event);
  }
}

const openOf = (open: OpenContact): object => ({ ...open, since: instantText(open.since) });
const instantText = (at: number): string => new Date(at).toISOString();
/** Longer measures than a day are let in nowhere; then the difference of the times counts. */
const secondsOf = (length: number | undefined): number | undefined =>
  length === undefined || length > MAX_MEASURE_MS ? undefined : length / 1_000;
