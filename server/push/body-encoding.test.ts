import assert from "node:assert/strict";
import { it } from "node:test";
import { constants, gunzipSync } from "node:zlib";

import { type BodyEncoding, bodyEncoding, bodyStart, encodeBody } from "./body-encoding.ts";

const bodyOf = (encoding: BodyEncoding, texts: readonly string[]): Buffer =>
  Buffer.concat([bodyStart(encoding) ?? Buffer.alloc(0), ...texts.map((text) => encodeBody(text, encoding))]);

/** What a browser does with a body that is still going on. */
const gunzipOpen = (body: Buffer): string =>
  gunzipSync(body, { finishFlush: constants.Z_SYNC_FLUSH }).toString();

it("an identity body is the text", () => {
  assert.equal(bodyOf("identity", ["perché\n", "no\n"]).toString(), "perché\nno\n");
});

it("a chunk says its length in bytes, not in characters", () => {
  assert.equal(bodyOf("identity-chunked", ["perché\n"]).toString(), "8\r\nperché\n\r\n");
});

it("a gzip body gives the texts back, whichever of them it has and wherever it joins", () => {
  const texts = ["alpha alpha alpha\n", "beta alpha beta\n", "gamma alpha gamma\n"];
  for (const picked of [texts, texts.slice(1), texts.slice(2), [texts[0] ?? "", texts[2] ?? ""]])
    assert.equal(gunzipOpen(bodyOf("gzip", picked)), picked.join(""));
});

it("a chunked gzip body is made of whole chunks, the header first", () => {
  const lengths = [bodyStart("gzip-chunked"), encodeBody("alpha", "gzip-chunked")].map((bytes) => {
    const text = bytes?.toString("latin1") ?? "";
    assert.ok(text.endsWith("\r\n"));
    const [head = ""] = text.split("\r\n", 1);
    assert.equal(Number.parseInt(head, 16), text.length - head.length - 4);
    return Number.parseInt(head, 16);
  });
  assert.equal(lengths[0], 10);
});

it("the encoding follows from content coding and framing", () => {
  assert.equal(bodyEncoding({ gzip: true, chunked: true }), "gzip-chunked");
  assert.equal(bodyEncoding({ gzip: true, chunked: false }), "gzip");
  assert.equal(bodyEncoding({ gzip: false, chunked: true }), "identity-chunked");
  assert.equal(bodyEncoding({ gzip: false, chunked: false }), "identity");
});
