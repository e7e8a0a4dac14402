import * as z from "zod/mini";
import { Id, publicText } from "./text.ts";

/** A hotline or an office's telephone, as the letters print it. */
export const Contact = z.strictObject({
  id: Id,
  label: publicText(120),
  number: publicText(40),
  owner: publicText(120),
});
export type Contact = z.infer<typeof Contact>;
