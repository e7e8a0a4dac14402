import * as z from "zod/mini";
import { openSigned, type Verify } from "../content/trust/envelope.ts";
import { checkVersion, manifestFloor, type Floors } from "../content/trust/floors.ts";
import { acceptManifest, manifestType, type TrustedManifest } from "../content/trust/manifest.ts";
import { counting, serverKeys, type Root } from "../content/trust/root.ts";
import type { Canvas } from "../content/network/canvas.ts";
import { Problem } from "../content/wire/problem.ts";
import type { Cupboard } from "./cupboard.ts";

/** A programme that may be played as far as its messages are approved: what was fetched, byte for byte, and judged. */
export type Generation = {
  readonly envelope: string;
  readonly payload: string;
  readonly etag: string;
  readonly trusted: TrustedManifest;
  /** Of the server key that signed it. */
  readonly keyId: string;
};

/** What is on the disk. The payload is in the envelope and is judged again at every boot. */
const Stored = z.object({ envelope: z.string(), etag: z.string() });

const key = "generation";
const mediaPrefix = "media:";

export type Trust = {
  /** The pinned root, or what its chain leads to. */
  readonly root: () => Root;
  /** The highest versions ever taken: they hold when the content itself was lost. */
  readonly floors: () => Floors;
  /** Of the canvas that this screen was paired with. */
  readonly shape: Canvas["shape"];
  readonly verify: Verify;
};

/**
 * Judges an envelope against what plays now. A server key that the root no longer knows binds nobody: neither its floor
 * nor the version that plays by it (recovery from a fast-forward, attacks.md case 5).
 * @throws Problem any `trust/` code
 */
export async function judge(
  envelope: string,
  etag: string,
  trust: Trust,
  current: Generation | undefined,
  from: "server" | "store" = "server",
): Promise<Generation> {
  const root = trust.root();
  const keys = serverKeys(root);
  const { payload, signers } = await openSigned(envelope, manifestType, keys, trust.verify);
  const before = current && keys.some(({ keyId }) => keyId === current.keyId) ? current : undefined;
  const trusted = acceptManifest(
    payload,
    before && { version: before.trusted.manifest.version, payload: before.payload },
  );
  const { issuedAt, version, canvas } = trusted.manifest;
  if (canvas.shape !== trust.shape) {
    throw new Problem("trust/other-canvas", { detail: `${canvas.shape}, not ${trust.shape}` });
  }
  const [signer] = counting(root, signers, issuedAt);
  if (!signer) throw new Problem("trust/void-key");
  // What lies in our own store was taken before; a newer one may have been lost with the memory that held it.
  if (from === "server") checkVersion(version, manifestFloor(trust.floors(), root));
  return { envelope, payload, etag, trusted, keyId: signer.keyId };
}

/** The generation that was playing, judged again. `undefined` when there is none. @throws Problem when it is not what was stored */
export async function loadGeneration(cupboard: Cupboard, trust: Trust): Promise<Generation | undefined> {
  const stored = await cupboard.get(key);
  if (stored === undefined) return undefined;
  const parsed = Stored.safeParse(stored);
  if (!parsed.success) throw new Problem("trust/malformed", { cause: parsed.error });
  return judge(parsed.data.envelope, parsed.data.etag, trust, undefined, "store");
}

/** The switch: one write. Before it the old generation plays after a crash, after it the new one, never a mixture. */
export async function storeGeneration(cupboard: Cupboard, { envelope, etag }: Generation): Promise<void> {
  await cupboard.write([[key, { envelope, etag }]]);
}

export async function storeMedia(cupboard: Cupboard, sha256: string, blob: Blob): Promise<void> {
  await cupboard.write([[mediaPrefix + sha256, blob]]);
}

export async function dropMedia(cupboard: Cupboard, sha256: string): Promise<void> {
  await cupboard.write([], [mediaPrefix + sha256]);
}

export async function readMedia(cupboard: Cupboard, sha256: string): Promise<Blob | undefined> {
  const value = await cupboard.get(mediaPrefix + sha256);
  return value instanceof Blob ? value : undefined;
}

export async function storedMedia(cupboard: Cupboard): Promise<Set<string>> {
  const keys = await cupboard.keys(mediaPrefix);
  return new Set(keys.map((key) => key.slice(mediaPrefix.length)));
}

/** Drops the media that none of the generations to keep names. */
export async function collectGarbage(
  cupboard: Cupboard,
  keep: readonly (Generation | undefined)[],
): Promise<readonly string[]> {
  const used = new Set(keep.flatMap((generation) => generation?.trusted.manifest.media ?? []).map((m) => m.sha256));
  const unused = [...(await storedMedia(cupboard))].filter((sha256) => !used.has(sha256));
  if (unused.length > 0) {
    await cupboard.write(
      [],
      unused.map((sha256) => mediaPrefix + sha256),
    );
  }
  return unused;
}

/** Everything but the notes, which say who this screen is, and what `kept` begins. */
export async function forgetContent(cupboard: Cupboard, kept = "notes"): Promise<void> {
  const keys = await cupboard.keys("");
  await cupboard.write(
    [],
    keys.filter((stored) => stored !== "notes" && !stored.startsWith(kept)),
  );
}
