import * as z from "zod/mini";
import { Problem } from "../wire/problem.ts";
import type { Root } from "./root.ts";

/**
 * The highest versions that a screen ever took. They outlive the content itself (kept in more than one store), so that
 * nobody can bring back yesterday (attacks.md cases 3, 5, 27).
 */
export const Floors = z.strictObject({
  /** Of the manifest, and the server key that signed it: a root that replaces that key frees the screen from it. */
  manifest: z.optional(z.strictObject({ keyId: z.string(), version: z.int() })),
  orders: z.optional(z.int()),
});
export type Floors = z.infer<typeof Floors>;

/** No honest server publishes so often between two visits of a screen. */
export const farthestJump = 1_000_000;

/** The version below which nothing is taken from `keyId`. A key that the root no longer knows binds nobody. */
export function manifestFloor(floors: Floors, root: Root): number {
  const { manifest } = floors;
  return manifest && root.keys.some(({ keyId }) => keyId === manifest.keyId) ? manifest.version : 0;
}

/** @throws Problem trust/rollback, trust/fast-forward */
export function checkVersion(version: number, floor: number): void {
  if (version < floor) throw new Problem("trust/rollback", { detail: `${version} < ${floor}` });
  if (version > floor + farthestJump) throw new Problem("trust/fast-forward", { detail: `${version} > ${floor}` });
}
