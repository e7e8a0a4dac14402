import * as z from "zod/mini";
import { Problem } from "../wire/problem.ts";
import { serverKeys, type Root } from "./root.ts";

/**
 * The highest versions that a screen ever took. They outlive the content itself (kept in more than one store), so that
 * nobody can bring back yesterday (attacks.md cases 3, 5, 27).
 */
export const Floors = z.strictObject({
  /** Of the manifest, and the server key that signed it: a root that replaces that key frees the screen from it. */
  manifest: z.optional(z.strictObject({ keyId: z.string(), version: z.int() })),
  /** The highest number of an order that was obeyed and that a signed heartbeat had named. */
  orders: z.optional(z.int()),
  /** Up to here no number of the log is missing. */
  through: z.optional(z.int()),
  /** So many recalls were here: officers signed them, so no server can raise it. */
  recalls: z.optional(z.int()),
  /** The server key whose log that was: a root that replaces it frees the screen from all three. */
  ordersBy: z.optional(z.string()),
});
export type Floors = z.infer<typeof Floors>;

/** No honest server publishes so often between two visits of a screen. */
export const farthestJump = 1_000_000;

/** The version below which nothing is taken. What a key said that counts no more binds nobody. */
export function manifestFloor(floors: Floors, root: Root): number {
  const { manifest } = floors;
  return manifest && serverKeys(root).some(({ keyId }) => keyId === manifest.keyId) ? manifest.version : 0;
}

export type OrderFloors = { readonly orders: number; readonly through: number; readonly recalls: number };

/** What was known of the log of orders of a server whose key still counts. */
export function orderFloors({ orders = 0, through = 0, recalls = 0, ordersBy }: Floors, root: Root): OrderFloors {
  const binds = ordersBy === undefined || serverKeys(root).some(({ keyId }) => keyId === ordersBy);
  return binds ? { orders, through, recalls } : { orders: 0, through: 0, recalls: 0 };
}

/** @throws Problem trust/rollback, trust/fast-forward */
export function checkVersion(version: number, floor: number): void {
  if (version < floor) throw new Problem("trust/rollback", { detail: `${version} < ${floor}` });
  if (version > floor + farthestJump) throw new Problem("trust/fast-forward", { detail: `${version} > ${floor}` });
}
