/** The PBX end of one connection of `ami-replay-server.ts`: answers actions, plays a recording. */
import type { Socket } from "node:net";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";

import { LISTINGS, type Listing, type RecordedStep, valueIn } from "./ami-recording.ts";
import type { AmiSession } from "./ami-replay-server.ts";

/** An action as the client sent it. */
export interface ReceivedAction {
  readonly name: string;
  readonly actionId: string;
  /** The whole block. */
  readonly text: string;
}

export class AmiReplayConnection {
  /** Every action received, in order. */
  readonly actions: ReceivedAction[] = [];
  readonly #socket: Socket;
  readonly #session: AmiSession;
  readonly #now: () => number;
  readonly #steps: readonly RecordedStep[];
  readonly #waiting: { readonly name: string; readonly resolve: (action: ReceivedAction) => void }[] = [];
  /** What is to be sent next, each computed only when its turn comes. Answers go before recorded steps. */
  readonly #answers: (() => readonly Buffer[])[] = [];
  readonly #listings = new Map<Listing, readonly Buffer[]>();
  #position = 0;
  #playing = false;
  #frozen = false;
  #loggedIn = false;
  #busy = false;
  #pieces = 0;
  #received = "";

  constructor(socket: Socket, session: AmiSession, now: () => number) {
    this.#socket = socket;
    this.#session = session;
    this.#now = now;
    this.#steps = session.recording?.steps ?? [];
    socket.setNoDelay(true);
    // A client that goes away at any moment is what these tests are about.
    socket.on("error", () => socket.destroy());
    socket.setEncoding("utf8");
    socket.on("data", (text) => this.#read(String(text)));
    this.#advance();
    this.send(`${session.banner ?? "Asterisk Call Manager/11.0.0"}\r\n`);
  }

  /** Sends bytes as they are: a live event made by hand. */
  send(bytes: string | Buffer): void {
    this.#answer(() => [Buffer.from(bytes)]);
  }

  /** Starts to send the events of the recording. */
  play(): void {
    this.#playing = true;
    void this.#pump();
  }

  /** Sends nothing any more and answers nothing, with the connection open: a half-open peer. */
  freeze(): void {
    this.#frozen = true;
  }

  /** Reads nothing any more, so that what the client sends piles up at its end. */
  stopReading(): void {
    this.#socket.pause();
  }

  /** Ends the connection in order (FIN). */
  end(): void {
    this.#socket.end();
  }

  /** Ends the connection at once (RST). */
  reset(): void {
    // A socket that is ending cannot be reset any more: Node 26 would never let go of it.
    if (this.#socket.writableEnded) this.#socket.destroy();
    else this.#socket.resetAndDestroy();
  }

  /** Lets go of the connection, however it stands. */
  destroy(): void {
    this.#socket.destroy();
  }

  /** Resolves when the connection is closed, by whomever. */
  async closed(): Promise<void> {
    return this.#happened("close");
  }

  /** The first action of this name, received already or to come. */
  async received(name: string): Promise<ReceivedAction> {
    const action = this.actions.find((candidate) => candidate.name === name);
    return action ?? this.nextReceived(name);
  }

  /** The next action of this name from now on. */
  async nextReceived(name: string): Promise<ReceivedAction> {
    const { promise, resolve } = Promise.withResolvers<ReceivedAction>();
    this.#waiting.push({ name, resolve });
    return promise;
  }

  #read(received: string): void {
    this.#received += received;
    const blocks = this.#received.split("\r\n\r\n");
    this.#received = blocks.pop() ?? "";
    for (const text of blocks) {
      const action = { name: valueIn(text, "Action") ?? "", actionId: valueIn(text, "ActionID") ?? "", text };
      this.actions.push(action);
      if (!this.#frozen) this.#act(action);
      for (const waiting of this.#waiting.splice(0)) {
        if (waiting.name === action.name) waiting.resolve(action);
        else this.#waiting.push(waiting);
      }
    }
  }

  #act(action: ReceivedAction): void {
    const listing = LISTINGS.find((name) => name === action.name);
    if (action.name === "Login") this.#login(action);
    else if (!this.#loggedIn || this.#session.denied?.includes(action.name) === true) {
      this.#respond(action, "Error", "Message: Permission denied");
      this.#playAfter(action.name);
    } else if (listing !== undefined) this.#list(action, listing);
    else if (action.name === "Ping")
      this.#respond(action, "Success", "Ping: Pong", `Timestamp: ${(this.#now() / 1_000).toFixed(6)}`);
    else if (action.name === "Events") this.#respond(action, "Success", "Events: On");
    else if (action.name === "Logoff") {
      this.#respond(action, "Goodbye", "Message: Thanks for all the fish.");
      this.#answer(() => {
        this.end();
        return [];
      });
    } else this.#respond(action, "Error", "Message: Invalid/unknown command");
  }

  #login(action: ReceivedAction): void {
    const { login = "accepted", uptimeSeconds = 1_000, recording } = this.#session;
    if (login === "unanswered") return;
    if (login === "refused") {
      this.#respond(action, "Error", "Message: Authentication failed");
      this.end();
      return;
    }
    this.#loggedIn = true;
    this.#respond(action, "Success", "Message: Authentication accepted");
    if (uptimeSeconds !== null) {
      this.send(
        recording?.fullyBooted ??
          `Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: ${uptimeSeconds}\r\nStatus: Fully Booted\r\n\r\n`,
      );
    }
    this.#playAfter("Login");
  }

  #list(action: ReceivedAction, listing: Listing): void {
    this.#answer(() => {
      const blocks =
        this.#session.listings?.[listing] ?? this.#listings.get(listing) ?? emptyListing(listing);
      const answered = blocks.map((block) => withActionId(block, action.actionId));
      this.#playAfter(listing);
      if (this.#session.interleave !== true) return answered;
      return answered.flatMap((block) => [block].concat(this.#nextEvent()));
    });
  }

  #playAfter(action: string): void {
    const { playAfter = "CoreShowChannels" } = this.#session;
    if (playAfter === action) this.play();
  }

  #respond(action: ReceivedAction, response: string, ...lines: readonly string[]): void {
    this.send([`Response: ${response}`, `ActionID: ${action.actionId}`, ...lines, "", ""].join("\r\n"));
  }

  #answer(bytes: () => readonly Buffer[]): void {
    this.#answers.push(bytes);
    void this.#pump();
  }

  /** The one place that writes: whatever is next, one thing after the other, until nothing is left. */
  async #pump(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (;;) {
      const answer = this.#answers.shift();
      const blocks = answer === undefined ? this.#nextEvent() : answer();
      if (answer === undefined && blocks.length === 0) break;
      for (const block of blocks) await this.#write(block);
      // An action that has come in the meantime is answered at this point of the recording.
      await turn();
    }
    this.#busy = false;
    if (this.#playing && this.#position >= this.#steps.length) this.#finish();
  }

  #nextEvent(): readonly Buffer[] {
    const step = this.#playing ? this.#steps[this.#position] : undefined;
    if (step?.type !== "event") return [];
    this.#position += 1;
    this.#advance();
    return [step.bytes];
  }

  /** Recorded listings at the present point become the ones that are answered. */
  #advance(): void {
    for (;;) {
      const step = this.#steps[this.#position];
      if (step?.type !== "listing") return;
      this.#listings.set(step.action, step.blocks);
      this.#position += 1;
    }
  }

  async #write(block: Buffer): Promise<void> {
    const { chunkBytes, pauseMs = 0 } = this.#session;
    for (let from = 0; from < block.length;) {
      if (this.#frozen || !this.#socket.writable) return;
      const size = chunkBytes?.[this.#pieces++ % chunkBytes.length] ?? block.length;
      if (!this.#socket.write(block.subarray(from, from + size)))
        await Promise.race([this.#happened("drain"), this.closed()]);
      from += size;
      if (chunkBytes !== undefined || pauseMs > 0) await pause(pauseMs);
    }
  }

  /** Unlike `once` of `node:events`, an error does not reject: it comes before `close`. */
  async #happened(event: "close" | "drain"): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.#socket.closed) resolve();
    else this.#socket.once(event, resolve);
    return promise;
  }

  #finish(): void {
    this.#playing = false;
    const { atEnd = "stay" } = this.#session;
    if (atEnd === "freeze") this.freeze();
    if (atEnd === "reset") this.reset();
    if (atEnd === "cut") this.#socket.write("Event: QueueCallerJoin\r\nQueue: q_it\r\nCou");
    if (atEnd === "end" || atEnd === "cut") this.end();
  }
}

function withActionId(block: Buffer, actionId: string): Buffer {
  return Buffer.from(block.toString("latin1").replace(/^ActionID: .*$/m, `ActionID: ${actionId}`), "latin1");
}

function emptyListing(listing: Listing): readonly Buffer[] {
  return [
    Buffer.from("Response: Success\r\nActionID: x\r\nEventList: start\r\nMessage: Will follow\r\n\r\n"),
    Buffer.from(`Event: ${listing}Complete\r\nActionID: x\r\nEventList: Complete\r\nListItems: 0\r\n\r\n`),
  ];
}
