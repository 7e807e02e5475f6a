import type { Screen } from "#access/screens.ts";
import type { PersonRole } from "#access/sessions.ts";
import type { SourceId } from "#domain/contact-event.ts";

/** What a request may be allowed as. `anyone`: it need not show anything. */
export const ROLES = ["anyone", "wall", "supervisor", "admin", "source", "metrics"] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who asks. `house`: there is no access section, so everyone who can connect sits at this machine,
 * and may do everything.
 */
export type Principal =
  | { readonly kind: "nobody" }
  | { readonly kind: "house" }
  | { readonly kind: "wall"; readonly screen: Screen }
  | {
      readonly kind: "person";
      readonly role: PersonRole;
      /** The same at each login. */
      readonly person: string;
      /** As colleagues know them. */
      readonly name: string;
      /** `null`: a proxy vouches for each request. */
      readonly session: string | null;
    }
  | { readonly kind: "source"; readonly source: SourceId }
  | { readonly kind: "metrics"; readonly name: string };

/** Whether somebody may do what these roles may. A source speaks for itself alone: what it sends is checked where it is read. */
export function isAllowed(principal: Principal, roles: readonly Role[]): boolean {
  if (roles.includes("anyone")) return true;
  switch (principal.kind) {
    case "nobody":
      return false;
    case "house":
      return true;
    case "person":
      return roles.includes(principal.role);
    case "wall":
    case "source":
    case "metrics":
      return roles.includes(principal.kind);
  }
}

/** Who it is, for the audit log. */
export function actorOf(principal: Principal): string {
  switch (principal.kind) {
    case "person":
      return principal.person;
    case "wall":
      return `screen:${principal.screen.id}`;
    case "source":
      return `source:${principal.source}`;
    case "metrics":
      return `metrics:${principal.name}`;
    case "house":
    case "nobody":
      return principal.kind;
  }
}

/** The name under which colleagues see what somebody does; `null`: it has to be typed. */
export const nameOf = (principal: Principal): string | null =>
  principal.kind === "person" ? principal.name : null;
