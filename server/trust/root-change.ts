import type { KeyEntry } from "../../content/trust/key.ts";
import {
  openFirstRoot,
  openNextRoot,
  readRoot,
  rootCode,
  rootExpired,
  serverKeys,
  type Root,
  type TrustedRoot,
} from "../../content/trust/root.ts";
import { show } from "../../content/trust/show.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { TakenOff } from "../../content/wire/views.ts";
import type { z } from "zod";
import type { Change } from "../change.ts";
import { authorityAt, openEnvelopes, type Authority } from "./coverage.ts";
import type { Db } from "../db/connect.ts";
import { deletePendingKey } from "../db/keys.ts";
import { listLineUps } from "../db/line-ups.ts";
import { revisionsByDigest } from "../db/messages.ts";
import { insertRoot, trustedRoot } from "../db/roots.ts";
import { publishedManifest } from "../screen-state.ts";
import { verify, type Signer } from "./sign.ts";
import { screensIn } from "../orders/order-reach.ts";
import { runningIn, standingAt, standingUnder } from "../orders/standing-orders.ts";
import { takenOff } from "../orders/taken-off.ts";

type Back = NonNullable<z.infer<typeof TakenOff>["back"]>;

/**
 * Takes the first root, or the next one: judged by the same functions as on every screen.
 * @throws Problem any `trust/` code
 */
export async function takeRoot(
  { db, now, audit, touched, tell }: Change,
  envelope: string,
  signer: Signer,
): Promise<void> {
  const current = await trustedRoot(db);
  const next = current ? await openNextRoot(current.root, envelope, verify) : await openFirstRoot(envelope, verify);
  if (!current && next.root.version !== 1) {
    throw new Problem("trust/root-gap", { detail: `The first root has version 1, not ${next.root.version}.` });
  }
  checkUsable(next.root, signer, now);
  await insertRoot(db, { version: next.root.version, envelope, payload: next.payload, at: now });
  for (const { keyId } of next.root.keys) await deletePendingKey(db, keyId);
  touched.everything = true;
  await audit("root.add", `root:${next.root.version}`, difference(current, next));
  tell("trust");
}

/** What this server could not work under, however well it is signed. */
function checkUsable(root: Root, { publicKey }: Signer, now: number): void {
  if (rootExpired(root, now)) throw new Problem("trust/root-expired");
  if (!serverKeys(root).some(({ keyId }) => keyId === publicKey.keyId)) {
    throw new Problem("trust/unknown-key", {
      detail: `The root does not list this server's own key ${publicKey.keyId}.`,
    });
  }
  if (root.thresholds.approval > 1) {
    throw new Problem("trust/unreachable-threshold", { detail: "A message is approved by one person at this desk." });
  }
}

/** What changed, for the record: keys by id, with whose they are. */
function difference(before: TrustedRoot | undefined, { root, payload }: TrustedRoot): Record<string, unknown> {
  const named = (keys: readonly KeyEntry[]): string[] => keys.map((key) => `${key.keyId} ${key.owner.name}`);
  const old = new Map((before?.root.keys ?? []).map((key) => [key.keyId, key]));
  const kept = new Set(root.keys.map(({ keyId }) => keyId));
  return {
    code: rootCode(payload),
    added: named(root.keys.filter(({ keyId }) => !old.has(keyId))),
    changed: named(
      root.keys.filter((key) => old.has(key.keyId) && JSON.stringify(old.get(key.keyId)) !== JSON.stringify(key)),
    ),
    removed: named([...old.values()].filter(({ keyId }) => !kept.has(keyId))),
    expiresAt: root.expiresAt,
  };
}

/**
 * What screens show now, or would in its time, and would not under this root; and what they would show again.
 * @throws Problem of `readRoot`
 */
export async function wouldTakeOff(db: Db, payload: string, now: number): Promise<z.infer<typeof TakenOff>> {
  const root = readRoot(payload);
  const authority = await authorityAt(db, now, now);
  if (!authority) return { messages: [], screens: 0 };
  const gone = new Set<string>();
  for (const { id } of await listLineUps(db)) {
    for (const { digest, approvals } of (await publishedManifest(db, id))?.messages ?? []) {
      const before = await stands(db, digest, approvals, authority);
      if (before && !(await stands(db, digest, approvals, { ...authority, root }))) gone.add(digest);
    }
  }
  const back = await wouldComeBack(db, root, now);
  return { ...(await takenOff(db, gone)), ...(back.messages.length > 0 ? { back } : {}) };
}

/**
 * Takeovers that are not over and that somebody ended with a key that this root no longer counts: they lie on every
 * screen, which judges their end under its own root. What else was recalled is not published again (`Standing.kept`).
 */
async function wouldComeBack(db: Db, root: Root, now: number): Promise<Back> {
  const before = runningIn(await standingAt(db, now, now));
  const after = await standingUnder(db, root, now, now);
  const running = runningIn(after);
  const messages: Back["messages"] = [];
  const screens = new Set<string>();
  for (const { number, statement, revision } of after.orders) {
    if (statement.kind !== "takeover" || !running.has(number) || before.has(number)) continue;
    const reached = await screensIn(db, statement.scope);
    for (const { id } of reached) screens.add(id);
    messages.push({ id: statement.id, title: revision?.content.title ?? "", screens: reached.length });
  }
  return { messages, screens: screens.size };
}

/** Whether anything that these approvals allow anywhere is still allowed. */
async function stands(db: Db, digest: string, envelopes: readonly string[], authority: Authority): Promise<boolean> {
  const revision = (await revisionsByDigest(db, [digest])).get(digest);
  if (!revision) return false;
  const approvals = (await openEnvelopes(envelopes, authority.root)).map(({ approval }) => approval);
  return approvals.some(({ statement: { scope } }) =>
    scope.venueKinds.some((kind) => {
      const place = { venue: kind, kind, areas: [] };
      return show({ revision, approvals, level: scope.level }, { ...authority, place }, scope.from).show;
    }),
  );
}
