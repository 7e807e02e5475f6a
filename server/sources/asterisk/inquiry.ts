/** What the source asks the PBX, with answers decoded. Nothing is `null` for long: the source asks again. */
import type { EpochMs } from "#domain/time.ts";

import type { AmiConnection } from "./ami-connection.ts";
import { decodeTimestamp } from "./decode-ami.ts";
import { type ChannelRow, decodeChannelListing, decodeQueueListing, type QueueListing } from "./listing.ts";
import type { QueueNames } from "./queue-names.ts";

export class Inquiry {
  readonly #connection: AmiConnection;
  readonly #queueNames: QueueNames;
  /** False once the PBX has refused: the account may not, and to ask again fills its log. */
  #mayListChannels = true;

  constructor(connection: AmiConnection, queueNames: QueueNames) {
    this.#connection = connection;
    this.#queueNames = queueNames;
  }

  /** Also `null` when the PBX has queues, but none of ours. */
  async queues(): Promise<QueueListing | null> {
    const answer = await this.#connection.list("QueueStatus");
    const listing = answer.ok ? decodeQueueListing(answer.items) : null;
    return listing !== null && this.#queueNames.areThere(listing.queues) ? listing : null;
  }

  async channels(): Promise<readonly ChannelRow[] | null> {
    if (!this.#mayListChannels) return null;
    const answer = await this.#connection.list("CoreShowChannels");
    if (answer.ok) return decodeChannelListing(answer.items);
    if (answer.reason === "refused") this.#mayListChannels = false;
    return null;
  }

  /** The clock of the PBX. */
  async time(): Promise<EpochMs | null> {
    const answer = await this.#connection.request({ name: "Ping" });
    return answer.ok ? (decodeTimestamp(answer.response) ?? null) : null;
  }
}
