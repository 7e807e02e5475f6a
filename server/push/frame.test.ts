import assert from "node:assert/strict";
import { it } from "node:test";

import { Frame } from "./frame.ts";

it("is rendered when somebody asks, once, whatever the encodings", () => {
  let renderings = 0;
  const frame = new Frame(() => {
    renderings += 1;
    return "event: snapshot\ndata: {}\n\n";
  });
  assert.equal(renderings, 0);
  frame.body("identity-chunked");
  frame.body("gzip-chunked");
  frame.body("identity");
  assert.equal(renderings, 1);
});

it("gives every wall of an encoding the same Buffer", () => {
  const frame = new Frame(() => "data: {}\n\n");
  assert.equal(frame.body("gzip-chunked"), frame.body("gzip-chunked"));
  assert.equal(frame.body("identity-chunked"), frame.body("identity-chunked"));
  assert.notEqual(frame.body("identity-chunked"), frame.body("identity"));
});
