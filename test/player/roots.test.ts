import { beforeEach, describe, expect, test } from "vitest";
import { mostRotations, rootType, type TrustedRoot } from "../../content/trust/root.ts";
import { Problem } from "../../content/wire/problem.ts";
import { Unreachable } from "../../player/ask.ts";
import { newestRoot } from "../../player/roots.ts";
import { verifySignature } from "../../player/verify.ts";
import { newSigner, sealed, type Signer } from "./forge.ts";

let signer: Signer;
/** Versions 2, 3, … as the server has them. */
let chain: string[];
/** Roots in one answer. */
let page: number;
/** From this version on the server answers no more. */
let cut: number;

beforeEach(async () => {
  signer = await newSigner();
  chain = [];
  page = 16;
  cut = Infinity;
});

async function lengthen(count: number): Promise<void> {
  for (let i = 0; i < count; i++) chain.push((await signer.next({ version: chain.length + 2 })).envelope);
}

async function walk(from: TrustedRoot): Promise<TrustedRoot> {
  const fetch = async (path: string): Promise<Response> => {
    const after = Number(new URL(path, "http://x").searchParams.get("after"));
    if (after >= cut) throw new TypeError("Failed to fetch");
    return Response.json({ roots: chain.slice(after - 1, after - 1 + page) });
  };
  return newestRoot(fetch, from, verifySignature);
}

describe("the chain of roots", () => {
  test("is walked over as many visits as it takes, each going on where the last one stopped", async () => {
    await lengthen(mostRotations + 20);
    const first = await walk(signer.root);
    expect(first.root.version).toBe(1 + mostRotations);
    const second = await walk(first);
    expect(second.root.version).toBe(1 + mostRotations + 20);
    expect(await walk(second)).toBe(second);
  });

  test("keeps the steps that hold when the network goes or the next step does not hold, and then says so", async () => {
    await lengthen(20);
    cut = 17;
    const reached = await walk(signer.root);
    expect(reached.root.version).toBe(17);
    await expect(walk(reached)).rejects.toThrow(Unreachable);
    cut = Infinity;
    const stranger = await newSigner();
    chain[18] = await sealed(rootType, JSON.stringify({ ...signer.root.root, version: 20 }), stranger.rootKey);
    const further = await walk(reached);
    expect(further.root.version).toBe(19);
    await expect(walk(further)).rejects.toThrow(Problem);
  });

  test("comes in answers of up to four million bytes: 64 roots of a hundred passkeys", async () => {
    const many = Array.from({ length: 64 }, () => "x".repeat(52_000));
    const fetch = async (): Promise<Response> => Response.json({ roots: many });
    // They are no roots, but they were read.
    await expect(newestRoot(fetch, signer.root, verifySignature)).rejects.toThrow("trust/malformed");
  });
});
