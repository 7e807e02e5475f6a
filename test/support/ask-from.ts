/** Requests from another address of this machine, as if from another one. */
import { request } from "node:http";

/** Resolves with the status. `from`: such as 127.0.0.2. */
export function askFrom(
  from: string,
  url: string,
  init: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  } = {},
): Promise<{ readonly status: number; readonly headers: Readonly<NodeJS.Dict<string | string[]>> }> {
  const { method = "GET", headers = {}, body } = init;
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof askFrom>>>();
  const asked = request(url, { localAddress: from, method, headers, agent: false }, (response) => {
    response
      .resume()
      .once("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
  });
  asked.once("error", reject).end(body);
  return promise;
}
