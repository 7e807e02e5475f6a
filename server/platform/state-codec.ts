import { deserialize, serialize } from "node:v8";

import type { StateCodec } from "#engine/ports.ts";

/** Structured clones as bytes, in the format of the runtime. Bytes of another runtime may not decode: then there is no state. */
export const stateCodec: StateCodec = {
  encode: (state) => serialize(state),
  decode(bytes) {
    try {
      return deserialize(bytes);
    } catch {
      return null;
    }
  },
};
