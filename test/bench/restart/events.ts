/** How many events the journal holds: five to a contact, as `numberedEvent` tells them. */
export const RESTART_EVENTS = 1_000_000;
