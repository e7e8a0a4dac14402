import { randomInt } from "node:crypto";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { PlayBatch, playsType } from "../../content/record/proof.ts";
import { longest, openEnvelope } from "../../content/trust/envelope.ts";
import { keyIdOf, type PublicKey } from "../../content/trust/key.ts";
import { pairingAlphabet, type PairingState } from "../../content/wire/screen-api.ts";
import { Problem } from "../../content/wire/problem.ts";
import { hashToken, newToken } from "../auth/setup.ts";
import { findInRegister } from "../db/directory.ts";
import { manifestOf } from "../db/line-ups.ts";
import { deleteExpiredPairings, insertPairing, pairingByCode, pairingByTokenHash } from "../db/pairing.ts";
import { insertPlays } from "../db/plays.ts";
import { newestRoot } from "../db/roots.ts";
import { screenByTokenHash } from "../db/screens.ts";
import { readSettings } from "../db/settings.ts";
import type { ScreenRow } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import type { Limits } from "../limits.ts";
import { placeOf } from "../trust/place.ts";
import { clientAddress, screenOf, serve } from "../serve.ts";
import { pointOnCurve, verify } from "../trust/sign.ts";
import { wrongKey } from "../push/identity.ts";
import type { Canvas } from "../../content/network/canvas.ts";

/** A code lives this long; the screen shows it and asks for another (mission.md §5.8). */
const codeLifeMs = 15 * 60_000;

/** What screens ask for over HTTP: pairing, manifest, proofs. */
export function deviceRoutes(app: Hono, deps: Deps, limits: Limits): void {
  serve(app, deps, "startPairing", async ({ context, body }) => {
    await limits.pairing(clientAddress(context));
    const { key } = body;
    if (key && (key.keyId !== keyIdOf(key) || !pointOnCurve(key.x, key.y))) {
      throw new Problem("request/malformed", { detail: "key: not a point of P-256, or another key's id" });
    }
    const now = deps.clock();
    await deleteExpiredPairings(deps.db, now);
    const token = newToken();
    const code = await freeCode(deps);
    const expiresAt = now + codeLifeMs;
    await insertPairing(deps.db, {
      token_hash: hashToken(token),
      code,
      expires_at: expiresAt,
      screen: null,
      public_key: key ? JSON.stringify(key) : null,
    });
    const root = await newestRoot(deps.db);
    return { code, token, expiresAt, serverTime: now, ...(root ? { root: root.envelope } : {}) };
  });

  serve(app, deps, "pairingState", async ({ asker }) => {
    const hash = hashToken(asker.token);
    const screen = await screenByTokenHash(deps.db, hash);
    if (screen) return paired(deps, screen);
    const pairing = await pairingByTokenHash(deps.db, hash);
    const now = deps.clock();
    if (!pairing) throw new Problem("screen/unknown-token");
    if (pairing.expires_at <= now) throw new Problem("pairing/code-expired");
    return { state: "waiting" as const, code: pairing.code, expiresAt: pairing.expires_at, serverTime: now };
  });

  serve(app, deps, "manifest", async ({ asker, context }) => {
    const screen = await screenOf(deps, asker.token);
    const manifest = screen.line_up === null ? undefined : await manifestOf(deps.db, screen.line_up);
    if (!manifest) throw new Problem("request/not-found", { detail: "Nothing was published for this screen yet." });
    // Every fetch asks again, and hears 304 while the bytes are the same.
    const headers = { etag: manifest.etag, "cache-control": "private, no-cache", vary: "authorization" };
    if (context.req.header("if-none-match") === manifest.etag) return new Response(null, { status: 304, headers });
    return new Response(manifest.envelope, {
      headers: { ...headers, "content-type": "application/vnd.bangtin.envelope+json" },
    });
  });

  serve(app, deps, "heartbeat", async ({ asker, query }) => {
    const envelope = await deps.heartbeats.answer(await screenOf(deps, asker.token), query.nonce);
    return new Response(envelope, {
      headers: { "content-type": "application/vnd.bangtin.envelope+json", "cache-control": "no-store" },
    });
  });

  serve(app, deps, "addPlays", async ({ asker, body }) => {
    const screen = await screenOf(deps, asker.token);
    const batch = await batchOf(deps, screen, body);
    await insertPlays(deps.db, screen.id, batch, deps.clock());
    return { stored: batch.plays.map((play) => play.seq) };
  });
}

async function paired(deps: Deps, screen: ScreenRow): Promise<PairingState> {
  const venue = await findInRegister(deps.db, "venue", screen.venue);
  const { agency, hotline } = await readSettings(deps.db);
  return {
    state: "paired",
    screen: {
      id: screen.id,
      name: screen.name,
      venue: venue?.name ?? "",
      canvas: JSON.parse(screen.canvas) as Canvas,
      place: placeOf(screen),
      ...(venue ? { timeZone: venue.timeZone } : {}),
    },
    safeCard: { agency: agency.name, label: hotline.label, number: hotline.number },
    serverTime: deps.clock(),
  };
}

async function freeCode(deps: Deps): Promise<string> {
  for (;;) {
    const code = Array.from({ length: 6 }, () => pairingAlphabet[randomInt(pairingAlphabet.length)]).join("");
    if (!(await pairingByCode(deps.db, code))) return code;
  }
}

/** A screen that has a key signs its plays with it, and nobody else's word counts as its own. */
async function batchOf(deps: Deps, screen: ScreenRow, body: BatchBody): Promise<PlayBatch> {
  if (screen.public_key === null) {
    if ("envelope" in body) throw new Problem("screen/wrong-key", { detail: "This screen registered no key." });
    return body;
  }
  const key = JSON.parse(screen.public_key) as PublicKey;
  try {
    if (!("envelope" in body)) throw new Problem("trust/bad-signature", { detail: "not signed" });
    return PlayBatch.parse(JSON.parse(await openEnvelope(body.envelope, playsType, [key], verify, longest.plays)));
  } catch (cause) {
    if (cause instanceof z.core.$ZodError || cause instanceof SyntaxError)
      throw new Problem("request/malformed", { cause });
    if (cause instanceof Problem && (cause.code === "trust/unknown-key" || cause.code === "trust/bad-signature")) {
      await wrongKey(deps, screen.id, "plays");
      throw new Problem("screen/wrong-key", { cause });
    }
    throw cause;
  }
}

type BatchBody = PlayBatch | { readonly envelope: string };
