import { createPublicKey, verify as verifyBytes } from "node:crypto";
import type { Manifest } from "../../content/trust/manifest.ts";
import { acceptManifest, manifestType } from "../../content/trust/manifest.ts";
import { longest, openEnvelope, readEnvelope, type PublicKey, type Verify } from "../../content/trust/envelope.ts";
import { keysFor, readRoot, rootType } from "../../content/trust/root.ts";
import type { Revision } from "../../content/editorial/revision.ts";
import type { Client } from "./world.ts";

export type Fetched = {
  readonly etag: string;
  readonly payload: string;
  readonly manifest: Manifest;
  readonly revisions: ReadonlyMap<string, Revision>;
  /** Text of the tickers that the programme puts in any loop, sorted. */
  readonly tickers: readonly string[];
};

/** Fetches the manifest as a screen does, and judges it as a screen does: signature, shape, bytes of every message. */
export async function readManifest(screen: Client, key?: PublicKey): Promise<Fetched> {
  const serverKey = key ?? (await pinnedKey(screen));
  const response = await screen.raw("GET", "/api/screen/manifest");
  if (response.status !== 200) throw new Error(`manifest: ${response.status} ${await response.text()}`);
  const payload = await openEnvelope(await response.text(), manifestType, [serverKey], verify);
  const { manifest, revisions } = acceptManifest(payload, undefined);
  const shown = new Set(Object.values(manifest.programme.loops).flatMap((loop) => loop.map((spot) => spot.message)));
  const tickers = [...shown].map((digest) => revisions.get(digest)?.content.forms.ticker?.text.vi ?? "").sort();
  return { etag: response.headers.get("etag") ?? "", payload, manifest, revisions, tickers };
}

/** The server's key, as the newest root lists it; the chain is not walked here. */
export async function pinnedKey(screen: Client): Promise<PublicKey> {
  const { roots } = await screen.call("roots", { query: { after: "0" } });
  const { payload } = readEnvelope(roots.at(-1) ?? "", rootType, longest.root);
  const [key] = keysFor(readRoot(payload), "server");
  if (!key) throw new Error("the root lists no server");
  return key;
}

const verify: Verify = async ({ x, y }, bytes, signature) =>
  verifyBytes(
    "sha256",
    bytes,
    {
      key: createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" }),
      dsaEncoding: "ieee-p1363",
    },
    Buffer.from(signature, "base64url"),
  );
