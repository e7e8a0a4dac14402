import { randomBytes } from "node:crypto";
import type { MessageContent } from "../../content/editorial/message.ts";
import { sealRevision } from "../../content/editorial/revision.ts";
import {
  orderPayload,
  orderType,
  type RecallStatement,
  type TakeoverStatement,
} from "../../content/trust/order-statement.ts";
import type { Root } from "../../content/trust/root.ts";
import { helloPayload, helloType } from "../../content/wire/protocol.ts";
import { hand, sealed, signatureOf, type Hand } from "../content/trust/signing.ts";
import type { Client } from "./http-client.ts";
import { password, preset, type World } from "./world.ts";

/** A person at the desk with the key in their hand. */
export type Officer = { readonly id: string; readonly name: string; readonly client: Client; readonly hand: Hand };

export type Takeover = ReturnType<typeof takeoverBy>;

/** What an officer would sign: one hour, everywhere, from now, unless said otherwise. */
export function takeoverBy(
  world: Pick<World, "now">,
  officer: Pick<Officer, "id" | "name">,
  content: MessageContent,
  more: Partial<TakeoverStatement> = {},
): { statement: TakeoverStatement; payload: string; revision: string; sign: (...by: Officer[]) => string } {
  const revision = sealRevision(content);
  const statement: TakeoverStatement = {
    kind: "takeover",
    id: randomBytes(16).toString("hex"),
    by: { id: officer.id, name: officer.name },
    reason: "Cháy lớn, theo điện thoại của Sở",
    at: world.now,
    revision: revision.digest,
    scope: { kind: "everywhere" },
    from: world.now,
    until: world.now + 3_600_000,
    ...more,
  };
  const payload = orderPayload(statement);
  return {
    statement,
    payload,
    revision: revision.bytes,
    sign: (...by) => sealed(orderType, payload, ...by.map((each) => each.hand)),
  };
}

/** A takeover that both officers signed, through the real doors; answers its id. */
export async function letGo(takeover: Takeover, first: Officer, second: Officer): Promise<string> {
  const { id } = takeover.statement;
  await first.client.call("proposeTakeover", {
    body: { envelope: takeover.sign(first), revision: takeover.revision },
  });
  await second.client.call("releaseTakeover", { params: { id }, body: { envelope: takeover.sign(first, second) } });
  return id;
}

/** A recall signed by one person. */
export function recallBy(
  world: Pick<World, "now">,
  officer: Officer,
  what: RecallStatement["what"],
  more: Partial<RecallStatement> = {},
): { id: string; envelope: string } {
  const statement: RecallStatement = {
    kind: "recall",
    id: randomBytes(16).toString("hex"),
    by: { id: officer.id, name: officer.name },
    reason: "Sai số điện thoại",
    at: world.now,
    what,
    ...more,
  };
  return { id: statement.id, envelope: sealed(orderType, orderPayload(statement), officer.hand) };
}

/** A device with a key of its own, paired through the real doors. */
export type Device = { readonly id: string; readonly token: string; readonly client: Client; readonly hand: Hand };

export async function pairDevice(world: World, venue: string): Promise<Device> {
  const device = hand("device", ["server"]);
  const { code, token } = await world.nobody.call("startPairing", { body: { key: device.key } });
  const { id } = await world.admin.call("pairScreen", {
    body: { code, name: `Màn ${code}`, venue, canvas: preset("board-1080") },
  });
  return { id, token, client: world.client({ authorization: `Bearer ${token}` }), hand: device };
}

/** The proof that a hello carries. */
export function proofOf(device: Pick<Device, "hand">, nonce: string, boot: string): string {
  return signatureOf(helloType, helloPayload(nonce, boot), device.hand).signature;
}

/** The people of this world who may order: two officers, and a duty leader whom the next root lists. */
export async function listOfficers(
  world: World,
  more: Partial<Root> = {},
): Promise<{ ha: Officer; phuc: Officer; leader: Officer }> {
  const { keys } = world;
  const email = "leader@bangtin.test";
  await world.server.deps.auth.addUser({ name: "Người trực", email, password, role: "admin" });
  const leading = await world.enrol(email, ["leader"]);
  if (Object.keys(more).length > 0) await world.nextRoot(more);
  const officer = (client: Client, key: Hand): Officer => ({ ...key.entry.owner, client, hand: key });
  return {
    ha: officer(world.approver, keys.approver),
    phuc: officer(world.admin, keys.admin),
    leader: officer(await world.signIn(email, password), leading),
  };
}
