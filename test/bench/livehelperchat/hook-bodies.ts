/** What Live Helper Chat sends of one chat that is answered and closed, by the template of its documentation. */
const EVENTS = [
  "chat.chat_started",
  "chat.data_changed",
  "chat.accept",
  "chat.web_add_msg_admin",
  "chat.close",
];

export const HOOKS_PER_CHAT = EVENTS.length;

/** A chat that began half a minute before `now`; accepted after 5 s, answered after 7, closed after 20. */
export function hookBodies(chat: number, now: number): readonly string[] {
  const time = Math.floor(now / 1_000) - 30;
  return EVENTS.map((event, step) => {
    const accepted = step > 0;
    const replied = step >= 3;
    const closed = step === 4;
    return JSON.stringify({
      v: 1,
      event,
      chat_id: chat,
      dep_id: 1 + (chat % 2),
      dep: chat % 2 === 0 ? "app" : "site",
      status: closed ? 2 : accepted ? 1 : 0,
      status_sub: 0,
      user_id: accepted ? 2 + (chat % 5) : 0,
      time,
      pnd_time: time,
      wait_time: accepted ? 5 : 0,
      cls_time: closed ? time + 20 : 0,
      user_closed_ts: 0,
      user_status: 0,
      lsync: time + 4 * step,
      last_op_msg_time: replied ? time + 7 : 0,
      gbot_id: 0,
      frt: closed ? 2 : 0,
      msg_user_id: step === 3 ? 2 + (chat % 5) : null,
      msg_time: step === 3 ? time + 7 : null,
      msg_auto: null,
      msg_whisper: null,
      ts: time + 5 * step,
    });
  });
}
