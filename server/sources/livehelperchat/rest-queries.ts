import type { EpochMs } from "#domain/time.ts";

import type { ChatsQuery } from "./rest-client.ts";

/** What a wallboard must not know is not even sent: names, addresses, texts, keys of visitors. */
const IGNORED_FIELDS = [
  "nick",
  "hash",
  "ip",
  "referrer",
  "email",
  "country_code",
  "country_name",
  "phone",
  "user_typing_txt",
  "lat",
  "lon",
  "city",
  "additional_data",
  "session_referrer",
  "online_user_id",
  "user_tz_identifier",
  "chat_variables",
  "remarks",
  "operation",
  "operation_admin",
  "screenshot_id",
  "status_sub_arg",
  "chat_locale",
  "chat_locale_to",
  "uagent",
  "anonymized",
  "updateIgnoreColumns",
].join(",");

const FIELDS = { prefill_fields: "user_status_front", ignore_fields: IGNORED_FIELDS };
/** The limit is 20 when none is given. */
const LIVE_LIMIT = 1_000;
export const CATCH_UP_LIMIT = 5_000;

/** Pending, active and bot chats. Always the three of them: `status_ids=0` alone is ignored and gives everything. */
export const LIVE_CHATS: ChatsQuery = { status_ids: "0,1,5", limit: LIVE_LIMIT, ...FIELDS };

/** Every chat, closed ones included, that was started after `since`. */
export const chatsSince = (since: EpochMs): ChatsQuery => ({
  time_gt: Math.floor(since / 1_000),
  limit: CATCH_UP_LIMIT,
  ...FIELDS,
});
