import * as z from "zod/mini";
import { Id } from "../editorial/text.ts";
import { VenueKind } from "../network/venue.ts";

/**
 * Where a screen stands, fixed when it is paired: the server cannot later claim that it stands elsewhere, and so cannot
 * bring an airport's message or another ward's takeover to it (attacks.md case 12).
 */
export const Place = z.strictObject({
  venue: Id,
  kind: VenueKind,
  /** The venue's area and all that it lies in, smallest first. */
  areas: z.array(Id).check(z.maxLength(12)),
});
export type Place = z.infer<typeof Place>;

/** The venue's area and all above it, smallest first. A tree that bites its own tail ends where it would begin again. */
export function areasAbove(
  area: string,
  areas: readonly { readonly id: string; readonly parent?: string | undefined }[],
): string[] {
  const parents = new Map(areas.map(({ id, parent }) => [id, parent]));
  const path: string[] = [];
  for (let at: string | undefined = area; at !== undefined && !path.includes(at); at = parents.get(at)) path.push(at);
  return path;
}
