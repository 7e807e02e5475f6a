/** `npm start`: builds the web page, then runs the server in the foreground until it is told to stop. */
import { runBuiltServer } from "./built-server.ts";

process.exitCode = await runBuiltServer(process.argv.slice(2));
