import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { VenueKind } from "../../content/network/venue.ts";
import { approvalPayload, approvalStatement, approvalType } from "../../content/trust/approval-statement.ts";
import type { Duty, KeyEntry, PublicKey } from "../../content/trust/key.ts";
import { rootLifeMs, rootType, type Root } from "../../content/trust/root.ts";
import type { MessageView, UserView } from "../../content/wire/views.ts";
import type { z } from "zod";
import type { Demo } from "../deps.ts";
import { signerOf, type Signer } from "./sign.ts";

type Person = Pick<z.infer<typeof UserView>, "id" | "name">;

/** A key of the demo. Its private half is handed out, as public as the demo's passwords: nowhere else does a server have one. */
export type DemoKey = Signer & { readonly jwk: Record<string, string> };

export function makeDemoKey(): DemoKey {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x, y } = createPublicKey(privateKey).export({ format: "jwk" });
  const { d } = privateKey.export({ format: "jwk" });
  if (x === undefined || y === undefined || d === undefined) throw new Error("The demo's key is not a P-256 key.");
  return { ...signerOf(privateKey), jwk: { kty: "EC", crv: "P-256", x, y, d } };
}

/** The envelope of the demo's first root. */
export function demoRoot(
  rootKey: DemoKey,
  people: readonly { person: Person; key: DemoKey; duties: readonly Duty[] }[],
  server: PublicKey,
  now: number,
): string {
  const machine = ({ publicKey }: { publicKey: PublicKey }, duty: Duty, name: string): KeyEntry => ({
    ...publicKey,
    scheme: { kind: "es256" },
    duties: [duty],
    owner: { id: publicKey.keyId, name },
    since: now,
  });
  const root: Root = {
    version: 1,
    issuedAt: now,
    expiresAt: now + rootLifeMs,
    keys: [
      machine(rootKey, "root", "Khóa gốc của bản dùng thử"),
      machine({ publicKey: server }, "server", "Máy chủ"),
      ...people.map(({ person: { id, name }, key, duties }): KeyEntry => ({
        ...key.publicKey,
        scheme: { kind: "es256" },
        duties: [...duties],
        owner: { id, name },
        since: now,
      })),
    ],
    thresholds: { root: 1, approval: 1, takeover: 2 },
  };
  return rootKey.sign(rootType, JSON.stringify(root));
}

/** The approver's signature under what waits: everywhere, at any level, for as long as the root lasts. */
export function demoApproval(
  { head, author, lastEditor, submitter = lastEditor }: z.infer<typeof MessageView>,
  { id, name }: Person,
  key: DemoKey,
  now: number,
): string {
  const statement = approvalStatement(head, {
    scope: { venueKinds: [...VenueKind.options], from: now, until: now + rootLifeMs, level: "urgent" },
    hands: { author: author.id, lastEditor: lastEditor.id, submitter: submitter.id },
    approver: { id, name },
    at: now,
  });
  return key.sign(approvalType, approvalPayload(statement));
}

/** As the desk is given them; the root key stands for the recovery file that a real system asks for. */
export function handedOut(rootKey: DemoKey, people: readonly { person: Person; key: DemoKey }[]): Demo["keys"] {
  return [
    { owner: rootKey.publicKey.keyId, jwk: rootKey.jwk },
    ...people.map(({ person, key }) => ({ owner: person.id, jwk: key.jwk })),
  ];
}
