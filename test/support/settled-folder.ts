import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Root } from "../../content/trust/root.ts";
import { saveInRegister } from "../../server/db/directory.ts";
import { startServer } from "../../server/start.ts";
import { clientOf, signIn } from "./http-client.ts";
import { firstRoot, personKey, rootKey, sealedRoot, type Hand } from "./keys.ts";

export const password = "mat-khau-thu-nghiem";
export const zone = "Asia/Ho_Chi_Minh";

type Cookies = Record<string, string>;

/** A data folder in which people, places and a root are settled already, and what its people hold in their hands. */
export type Settled = {
  readonly folder: string;
  readonly cookies: { readonly comms: Cookies; readonly approver: Cookies; readonly admin: Cookies };
  readonly keys: { readonly root: Hand; readonly approver: Hand; readonly admin: Hand };
  readonly root: Root;
};

const known = new Map<string, Promise<Settled>>();

/** The one of this test file: hashing six passwords takes longer than most tests. Kept to be copied, never used itself. */
export function settledOnce(now: number, withRoot: boolean): Promise<Settled> {
  const name = `${now} ${withRoot}`;
  let settled = known.get(name);
  if (!settled) {
    settled = settle(now, withRoot);
    known.set(name, settled);
    void settled.then(({ folder }) => process.once("exit", () => rmSync(folder, { recursive: true, force: true })));
  }
  return settled;
}

/** Starts a server, does through its doors what every world begins with, and stops it. */
export async function settle(now: number, withRoot: boolean): Promise<Settled> {
  const folder = await mkdtemp(join(tmpdir(), "bangtin-settled-"));
  const server = await startServer(
    {
      host: "127.0.0.1",
      port: 0,
      dataFolder: folder,
      publicUrl: undefined,
      playerOrigins: [],
      jitterMs: 0,
      reconnectWindowMs: 300,
      reportEveryMs: 1000,
    },
    { clock: () => now, log: () => undefined, signInsPerMinute: 1000 },
  );
  const url = `http://127.0.0.1:${new URL(server.url).port}`;
  const { db } = server.deps;
  const add = async (role: "comms" | "approver" | "admin"): Promise<{ id: string; cookies: Cookies }> => {
    const email = `${role}@bangtin.test`;
    const { id } = await server.deps.auth.addUser({ name: `Người ${role}`, email, password, role });
    return { id, cookies: (await signIn(url, email, password)).headers };
  };
  const [comms, approver, admin] = await Promise.all([add("comms"), add("approver"), add("admin")]);
  await saveInRegister(db, "area", { id: "can-tho", name: "Cần Thơ", level: "province" });
  const venue = {
    operator: "",
    area: "can-tho",
    address: "",
    timeZone: zone,
    openingHours: [],
    reading: "walk" as const,
  };
  await saveInRegister(db, "venue", { ...venue, id: "airport", name: "Sân bay Cần Thơ", kind: "airport" });
  await saveInRegister(db, "venue", { ...venue, id: "terminal", name: "Nhà ga nội địa", kind: "airport" });
  await saveInRegister(db, "venue", { ...venue, id: "cable", name: "Truyền hình cáp", kind: "cable-tv" });
  await saveInRegister(db, "source", {
    id: "byt",
    name: "Bộ Y tế",
    kind: "national",
    domains: ["moh.gov.vn"],
    channels: [],
  });
  const keys = {
    root: rootKey(),
    approver: personKey({ id: approver.id, name: "Người approver" }, ["approver", "officer"]),
    admin: personKey({ id: admin.id, name: "Người admin" }, ["officer"]),
  };
  const root = firstRoot(keys.root, server.deps.signer.publicKey, [keys.approver, keys.admin], now);
  if (withRoot) {
    await clientOf(url, admin.cookies).call("addRoot", { body: { envelope: sealedRoot(root, keys.root) } });
  }
  await server.stop();
  return {
    folder,
    cookies: { comms: comms.cookies, approver: approver.cookies, admin: admin.cookies },
    keys,
    root,
  };
}
