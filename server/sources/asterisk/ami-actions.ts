/**
 * The only actions this client can send. A manager account may do much more than
 * read, even one without any write class: what is not in this table does not
 * reach the socket, whatever the types were told.
 */

/** Actions answered by a list of events. `CoreShowChannels` needs the class `system` or `reporting`, the others none. */
export const AMI_LISTS = ["QueueStatus", "QueueSummary", "CoreShowChannels"] as const;
export type AmiListName = (typeof AMI_LISTS)[number];

export interface AmiLogin {
  readonly name: "Login";
  readonly username: string;
  readonly secret: string;
  /** Classes of events to receive, such as `system,call,agent,user`. All that the account may read when left out. */
  readonly eventMask?: string | undefined;
}

export type AmiAction =
  | AmiLogin
  | { readonly name: "Events"; readonly eventMask: string }
  | { readonly name: AmiListName | "Ping" | "Logoff" };

type Header = readonly [key: string, value: string];

/** The bytes of an action. Throws for one that is not in the table, and for a value that would begin a new line. */
export function encodeAction(action: AmiAction, actionId: string): string {
  const headers: Header[] = [["Action", action.name], ["ActionID", actionId], ...headersOf(action)];
  if (headers.some(([, value]) => /[\r\n]/.test(value)))
    throw new Error("A value sent to the PBX holds a line break.");
  return `${headers.map(([key, value]) => `${key}: ${value}\r\n`).join("")}\r\n`;
}

export function isList(action: AmiAction["name"]): boolean {
  return AMI_LISTS.some((name) => name === action);
}

function headersOf(action: AmiAction): readonly Header[] {
  switch (action.name) {
    case "Login": {
      const login: Header[] = [
        ["Username", action.username],
        ["Secret", action.secret],
      ];
      return action.eventMask === undefined ? login : [...login, ["Events", action.eventMask]];
    }
    case "Events":
      return [["EventMask", action.eventMask]];
    case "QueueStatus":
    case "QueueSummary":
    case "CoreShowChannels":
    case "Ping":
    case "Logoff":
      return [];
    default:
      return refuse(action);
  }
}

function refuse(_action: never): never {
  throw new Error("This action is not one the client may send.");
}
