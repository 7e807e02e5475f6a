/** EX_USAGE of sysexits.h: the words behind a command were not understood. */
export const EXIT_USAGE = 64;
