/** EX_USAGE of sysexits.h: the words behind a command were not understood. */
export const EXIT_USAGE = 64;
/** What was asked for is not so. */
export const EXIT_WRONG = 1;
