/** What is asked of access, as schemas. */
import { z } from "zod";

const code = z
  .string()
  .min(1)
  .max(20)
  .meta({ description: "As the screen shows it; dashes and spaces do not matter." });

export const lookSchema = z.strictObject({ code });

export const pairSchema = z.strictObject({
  code,
  name: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .regex(/^[\p{L}\p{N} .,'’()/_-]+$/u)
    .meta({ description: "What people call the screen: the room it hangs in." }),
});
