import { longest, readEnvelope } from "../../content/trust/envelope.ts";
import { readRoot, rootType, type TrustedRoot } from "../../content/trust/root.ts";
import type { TrustView } from "../../content/wire/views.ts";

/**
 * The newest root as the server tells it, to be shown. It is believed only so far: whoever signs the next one follows
 * the chain from their own recovery file (`sign-root.ts`), and screens follow it from what they pinned.
 */
export function rootOf({ root }: Pick<TrustView, "root">): TrustedRoot | undefined {
  if (root === undefined) return undefined;
  const { payload } = readEnvelope(root, rootType, longest.root);
  return { root: readRoot(payload), payload };
}
