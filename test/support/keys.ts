import { VenueKind } from "../../content/network/venue.ts";
import {
  approvalPayload,
  approvalStatement,
  approvalType,
  type ApprovalScope,
  type ApprovalStatement,
} from "../../content/trust/approval-statement.ts";
import type { Duty, KeyEntry, PublicKey } from "../../content/trust/key.ts";
import type { Root } from "../../content/trust/root.ts";
import type { MessageView } from "../../content/wire/views.ts";
import { day, hand, rootOf, sealed, sealedRoot, type Hand } from "../content/trust/signing.ts";
import type { Client } from "./http-client.ts";

export { sealed, sealedRoot, type Hand } from "../content/trust/signing.ts";

/** A person's key, in force for as long as any test looks back. */
export function personKey(owner: KeyEntry["owner"], duties: Duty[], more: Partial<KeyEntry> = {}): Hand {
  return hand(owner.id, duties, { owner, since: 0, ...more });
}

/** The first root of a test: its root key, the server's own, and these people's. */
export function firstRoot(rootKey: Hand, serverKey: PublicKey, people: readonly Hand[], now: number): Root {
  const server: KeyEntry = {
    ...serverKey,
    scheme: { kind: "es256" },
    duties: ["server"],
    owner: { id: serverKey.keyId, name: "server" },
    since: 0,
  };
  const root = rootOf([rootKey, ...people], { issuedAt: now, expiresAt: now + 10 * 365 * day });
  return { ...root, keys: [...root.keys, server] };
}

/** Makes the first root of a server through its admin's door, with a key for each of these people. */
export async function makeRoot(
  admin: Client,
  people: readonly { readonly email: string; readonly duties: Duty[] }[],
  now: number,
): Promise<{ root: Root; rootKey: Hand; hands: Hand[] }> {
  const users = await admin.call("users");
  const hands = people.map(({ email, duties }) => {
    const person = users.find((user) => user.email === email);
    if (!person) throw new Error(`nobody is called ${email}`);
    return personKey({ id: person.id, name: person.name }, duties);
  });
  const own = rootKey();
  const root = firstRoot(own, (await admin.call("trust")).serverKey, hands, now);
  await admin.call("addRoot", { body: { envelope: sealedRoot(root, own) } });
  return { root, rootKey: own, hands };
}

export function rootKey(): Hand {
  return hand("root", ["root"], { since: 0 });
}

/** Every kind of venue, for ten years, at any level. */
export function everywhere(now: number): ApprovalScope {
  return { venueKinds: [...VenueKind.options], from: now - day, until: now + 10 * 365 * day, level: "urgent" };
}

/** What an approver would sign about the message that they see. */
export function statementAbout(
  view: MessageView,
  by: Hand,
  at: number,
  more: Partial<ApprovalStatement> = {},
): ApprovalStatement {
  const { head, author, lastEditor, submitter = lastEditor } = view;
  const about = {
    scope: everywhere(at),
    hands: { author: author.id, lastEditor: lastEditor.id, submitter: submitter.id },
    approver: by.entry.owner,
    at,
  };
  return { ...approvalStatement({ digest: head.digest, content: head.content }, about), ...more };
}

export function signedApproval(statement: ApprovalStatement, ...by: Hand[]): string {
  return sealed(approvalType, approvalPayload(statement), ...by);
}

type Approving = {
  readonly now: number;
  readonly approver: Client;
  readonly keys: { readonly approver: Hand };
};

/** Approves what waits, as the desk does: reads it, signs what was read, sends the signature. */
export async function approve(
  world: Approving,
  id: string,
  { by = world.approver, key = world.keys.approver, ...more }: Options = {},
): Promise<MessageView> {
  const view = await by.call("message", { params: { id } });
  return by.call("approveMessage", { params: { id }, body: approvalBody(view, key, world.now, more) });
}

type Options = Partial<ApprovalStatement> & { by?: Client; key?: Hand };

/** The body that approves exactly what `view` shows. */
export function approvalBody(
  view: MessageView,
  key: Hand,
  at: number,
  more: Partial<ApprovalStatement> = {},
): { digest: string; approval: string } {
  return { digest: view.head.digest, approval: signedApproval(statementAbout(view, key, at, more), key) };
}
