export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** The text of a body, read no further than `limit` bytes. Throws `BodyTooLarge` beyond, and what reading throws. */
export async function readAtMost(response: Response, limit: number): Promise<string> {
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (length > limit) throw new BodyTooLarge("the answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
