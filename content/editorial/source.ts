import * as z from "zod/mini";
import { Id, publicText } from "./text.ts";

/** An authority whose information may be published, with its channels and domains (letters A and B). */
export const Source = z.strictObject({
  id: Id,
  name: publicText(80),
  kind: z.enum(["national", "health", "province", "operator", "press"]),
  /** Registered domains; the check compares every address in a message with them. */
  domains: z.array(z.string().check(z.maxLength(120), z.regex(/^[a-z0-9.-]+$/))).check(z.maxLength(40)),
  channels: z
    .array(z.strictObject({ name: publicText(120), url: publicText(300), owner: publicText(120) }))
    .check(z.maxLength(40)),
});
export type Source = z.infer<typeof Source>;
