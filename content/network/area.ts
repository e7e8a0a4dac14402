import * as z from "zod/mini";
import { Id, publicText } from "../editorial/text.ts";

/** A province, district or ward. Levels vary since the mergers of 2025, so only the tree is fixed. */
export const Area = z.strictObject({
  id: Id,
  name: publicText(80),
  level: z.enum(["province", "district", "ward"]),
  parent: z.optional(Id),
});
export type Area = z.infer<typeof Area>;
