/** Who is in, as desks and screens are told. Secrets are in cookies alone, never here. */

/** What `POST /api/v1/pairing` answers a screen that wants to come in. */
export interface PairingOffer {
  /** To be shown: eight letters in two groups. */
  readonly code: string;
  readonly house: string;
  /** Languages of the house, the default first. */
  readonly locales: readonly string[];
  readonly expiresInMs: number;
  readonly pollEveryMs: number;
}

/** What `POST /api/v1/pairing/poll` answers. `slow-down`: it asked too soon; the pause is longer from now on. */
export type PairingState =
  | { readonly status: "waiting" | "slow-down"; readonly pollEveryMs: number }
  | { readonly status: "paired" | "expired" };

/** A screen that shows a code, before somebody approves it. */
export interface WaitingScreen {
  readonly address: string;
  /** Browser and system. */
  readonly device: string;
  readonly expiresInMs: number;
}

export interface ScreenSnapshot {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly device: string;
  readonly pairedAtMs: number;
  readonly seenAtMs: number;
  /** It has the board open at this moment. */
  readonly watching: boolean;
}

/** What `GET /api/v1/screens` answers. */
export interface ScreensSnapshot {
  /** False without an access section: then every page of this machine is open, and nothing is paired. */
  readonly guarded: boolean;
  readonly nowMs: number;
  readonly screens: readonly ScreenSnapshot[];
}

/** What `GET /api/v1/session` answers: who asks. */
export interface SessionSnapshot {
  /** `house`: there is no access section, so everyone at this machine may do everything. */
  readonly role: "house" | "wall" | "supervisor" | "admin";
  /** Of a person, or of a screen; `null`: nobody has a name here. */
  readonly name: string | null;
  /** Whether there is a session to end. */
  readonly canLogOut: boolean;
  /** When the session is over if nobody does anything; `null`: there is none. */
  readonly ends: SessionEnd | null;
}

export interface SessionEnd {
  readonly inMs: number;
  /** Whether it goes on longer when somebody does something: not where its absolute limit comes first. */
  readonly canGoOn: boolean;
}

/** A session of somebody, as `GET /api/v1/sessions` lists it. */
export interface OpenSession {
  readonly id: string;
  readonly name: string;
  readonly role: "supervisor" | "admin";
  readonly beganAtMs: number;
  readonly seenAtMs: number;
  readonly address: string;
  readonly device: string;
  /** The one that asks. */
  readonly own: boolean;
}

/** A row of the audit log. */
export interface AuditLine {
  readonly seq: number;
  readonly atMs: number;
  readonly actor: string;
  readonly deed: string;
  readonly target: string;
  readonly address: string;
  readonly result: string;
}
