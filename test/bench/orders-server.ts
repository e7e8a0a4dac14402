/**
 * The whole server with N paired screens at V venues, all in one line-up with one approved message on the air, and two
 * officers whose keys its root lists. Says once where it listens and who they are.
 */
import { canvasPresets } from "../../content/network/canvas.ts";
import { rootLifeMs, rootType } from "../../content/trust/root.ts";
import { hashToken } from "../../server/auth/setup.ts";
import { change } from "../../server/change.ts";
import { readConfig } from "../../server/config.ts";
import { saveInRegister } from "../../server/db/directory.ts";
import { listUsers } from "../../server/db/people.ts";
import { insertRoot } from "../../server/db/roots.ts";
import { insertScreen, newScreen } from "../../server/db/screens.ts";
import { startServer } from "../../server/start.ts";
import { hand, rootOf, sealed } from "../content/trust/signing.ts";
import { tokenOf } from "./fanout-wire.ts";
import { password, type OrdersServer } from "./orders-wire.ts";

const [folder = "", count = "0", venues = "1"] = process.argv.slice(2);
const { deps, url } = await startServer(readConfig({ HOST: "127.0.0.1", PORT: "0", DATA_DIR: folder }), {
  signInsPerMinute: 100,
});
const canvas = canvasPresets[0];
if (!canvas) throw new Error("there is no canvas");

const roles = { comms: "comms", ha: "approver", phuc: "approver" } as const;
for (const [name, role] of Object.entries(roles))
  await deps.auth.addUser({ name, email: `${name}@bench.test`, password, role });
const people = (await listUsers(deps.db)).map((user) => {
  const key = hand(user.id, ["approver", "officer"], { since: 0, owner: { id: user.id, name: user.name } });
  return { id: user.id, name: user.name, email: user.email, hand: key };
});
const root = hand("root", ["root"], { since: 0 });
const server = { ...hand("server", ["server"], { since: 0 }).entry, ...deps.signer.publicKey };
const now = deps.clock();
const payload = JSON.stringify(
  rootOf([root, ...people.map((person) => person.hand)], {
    keys: [root.entry, server, ...people.map((person) => person.hand.entry)],
    issuedAt: now - 1000,
    expiresAt: now + rootLifeMs,
  }),
);
await insertRoot(deps.db, { version: 1, envelope: sealed(rootType, payload, root), payload, at: now });

await change(deps, null, async ({ db, touched }) => {
  await saveInRegister(db, "area", { id: "can-tho", name: "Cần Thơ", level: "province" });
  await saveInRegister(db, "source", { id: "byt", name: "Bộ Y tế", kind: "national", domains: [], channels: [] });
  for (let i = 0; i < Number(venues); i++) {
    await saveInRegister(db, "venue", {
      id: `hall-${i}`,
      name: `Nhà ga ${i}`,
      kind: "airport",
      operator: "Cảng hàng không",
      area: "can-tho",
      address: "",
      timeZone: "Asia/Ho_Chi_Minh",
      openingHours: [],
      reading: "walk",
    });
  }
  for (let i = 0; i < Number(count); i++) {
    const venue = `hall-${i % Number(venues)}`;
    await insertScreen(
      db,
      newScreen({
        id: `screen-${i}`,
        name: `Màn hình ${i}`,
        venue,
        canvas: JSON.stringify(canvas),
        token_hash: hashToken(tokenOf(i)),
        paired_at: now,
        place: JSON.stringify({ venue, kind: "airport", areas: ["can-tho"] }),
        public_key: null,
      }),
    );
    touched.venues.add(venue);
  }
});

process.on("disconnect", () => process.exit());
process.send?.({
  url: url.replace("localhost", "127.0.0.1"),
  people: people.map(({ hand: { key, secret }, ...person }) => ({
    ...person,
    key,
    pem: secret.export({ type: "pkcs8", format: "pem" }),
  })),
} satisfies OrdersServer);
