import type { Context, Hono } from "hono";
import { openSigned } from "../../content/trust/envelope.ts";
import { keyIdOf, type Scheme } from "../../content/trust/key.ts";
import { Problem } from "../../content/wire/problem.ts";
import { mostRootsAtOnce } from "../../content/wire/screen-api.ts";
import type { TrustView } from "../../content/wire/views.ts";
import type { z } from "zod";
import { change } from "../change.ts";
import { deletePendingKey, insertPendingKey, pendingKeys } from "../db/keys.ts";
import { readRolledBack } from "../db/floors.ts";
import { listUsers } from "../db/people.ts";
import { newestRoot, rootsAfter, trustedRoot } from "../db/roots.ts";
import type { Deps } from "../deps.ts";
import { createKeyChallenges } from "../trust/key-challenges.ts";
import { resume } from "../record/restored.ts";
import { takeRoot, wouldTakeOff } from "../trust/root-change.ts";
import { serve } from "../serve.ts";
import { pointOnCurve, verify } from "../trust/sign.ts";

type View = z.infer<typeof TrustView>;

/** What a key signs to show that whoever registers it holds it. */
const proofType = "bangtin/key/1";
const longestProof = 4000;
const mostPendingEach = 4;
/** What a screen reads of one answer is bounded (`player/roots.ts`), and a root may be large: so bytes are counted. */
const chainBytes = 1_000_000;

/** Keys: the chain of roots, and public keys that wait to be listed in it. No private key ever comes here. */
export function trustRoutes(app: Hono, deps: Deps): void {
  const challenges = createKeyChallenges();

  serve(app, deps, "trust", async () => view(deps));
  serve(app, deps, "roots", async ({ query }) => ({
    roots: await rootsAfter(deps.db, Number(query.after), mostRootsAtOnce, chainBytes),
  }));

  serve(app, deps, "addRoot", async ({ asker, body }) => {
    await change(deps, asker.id, (step) => takeRoot(step, body.envelope, deps.signer));
    await deps.heartbeats.broadcast();
    return view(deps);
  });

  serve(app, deps, "checkRoot", async ({ body }) => wouldTakeOff(deps.db, body.payload, deps.clock()));

  serve(app, deps, "keyChallenge", async ({ asker }) => ({ challenge: challenges.make(asker.id, deps.clock()) }));

  serve(app, deps, "registerKey", async ({ asker, body, context }) => {
    const { scheme, proof } = body;
    const { keyId, x, y } = body.key;
    if (keyId !== keyIdOf(body.key) || !pointOnCurve(x, y)) {
      throw new Problem("trust/malformed", { detail: "not a point of P-256, or another key's id" });
    }
    checkScheme(scheme, context, deps);
    const key = { keyId, x, y, scheme, owner: { id: asker.id, name: asker.name } };
    const { payload } = await openSigned(proof, proofType, [key], verify, longestProof);
    if (!challenges.take(asker.id, payload, deps.clock())) throw new Problem("key/unknown-challenge");
    await change(deps, asker.id, async ({ db, now, audit, tell }) => {
      const waiting = await pendingKeys(db);
      const listed = (await trustedRoot(db))?.root.keys ?? [];
      if ([...waiting.map((each) => each.key), ...listed].some((known) => known.keyId === keyId)) {
        throw new Problem("key/already-known", { detail: keyId });
      }
      if (waiting.filter((each) => each.key.owner.id === asker.id).length >= mostPendingEach) {
        throw new Problem("request/too-many", { detail: `${mostPendingEach} keys of one person wait already.` });
      }
      await insertPendingKey(db, { key, at: now });
      await audit("key.register", `key:${keyId}`, { owner: asker.name, scheme: scheme.kind });
      tell("trust");
    });
    return view(deps);
  });

  serve(app, deps, "resumeAfterRestore", async ({ asker }) => {
    await resume(deps, asker.id);
    await deps.heartbeats.broadcast();
    return view(deps);
  });

  serve(app, deps, "dropPendingKey", async ({ asker, param }) =>
    change(deps, asker.id, async ({ db, audit, tell }) => {
      if (!(await deletePendingKey(db, param("id")))) throw new Problem("key/not-found");
      await audit("key.drop", `key:${param("id")}`);
      tell("trust");
      return {};
    }),
  );
}

/** A passkey belongs to the page it was made on; it must be this server's, or another page could have it sign. */
function checkScheme(scheme: z.infer<typeof Scheme>, context: Context, { config }: Deps): void {
  if (scheme.kind !== "webauthn") return;
  // The origin of an unsafe request was held against this server's own before (`serve.ts`).
  const own = config.publicUrl ?? context.req.header("origin") ?? new URL(context.req.url).origin;
  const foreign = scheme.origins.filter((origin) => origin !== own);
  if (scheme.rpId !== new URL(own).hostname) foreign.push(scheme.rpId);
  if (foreign.length > 0) throw new Problem("trust/malformed", { detail: `not this server's: ${foreign.join(" ")}` });
}

async function view({ db, signer }: Deps): Promise<View> {
  const root = await newestRoot(db);
  const rolledBack = await readRolledBack(db);
  const roles = new Map((await listUsers(db)).map(({ id, role }) => [id, role]));
  return {
    ...(root ? { root: root.envelope } : {}),
    serverKey: signer.publicKey,
    pending: (await pendingKeys(db)).flatMap(({ key, at }) => {
      const role = roles.get(key.owner.id);
      return role ? [{ key, at, code: codeOf(key.keyId), role }] : [];
    }),
    ...(rolledBack ? { rolledBack } : {}),
  };
}

/** `1A2B 3C4D 5E6F 7081`: all of the id, because with fewer somebody could try keys until one begins alike. */
function codeOf(keyId: string): string {
  return keyId.toUpperCase().replaceAll(/(.{4})(?=.)/g, "$1 ");
}
