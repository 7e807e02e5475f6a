/** EX_UNAVAILABLE of sysexits.h: the address cannot be had. */
const EXIT_UNAVAILABLE = 69;

/** Says which address it is, and ends the program. A part of the composition root. */
export function failToListen(error: unknown, host: string, port: number): never {
  const code = error instanceof Error && "code" in error ? `${String(error.code)}: ` : "";
  process.stderr.write(
    `${host.includes(":") ? `[${host}]` : host}:${port} cannot be had (${code}another program listens there, or it is not ours). Set VEDETTA_PORT or server.port.\n`,
  );
  process.exit(EXIT_UNAVAILABLE);
}
