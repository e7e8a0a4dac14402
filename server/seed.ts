import { readFile } from "node:fs/promises";
import type { MessageContent } from "../content/editorial/message.ts";
import { starter, type StarterMessage } from "../content/starter/starter.ts";
import { api, type BodyOf, type OperationName, type ReplyOf } from "../content/wire/api.ts";
import { change } from "./change.ts";
import type { Db } from "./db/connect.ts";
import { saveInRegister } from "./db/directory.ts";
import { writeSettings } from "./db/settings.ts";
import { demoApproval, demoRoot, handedOut, makeDemoKey } from "./trust/demo-keys.ts";
import type { Demo } from "./deps.ts";
import type { Running } from "./start.ts";
import { addDays, localDateAt } from "../content/playout/wall-clock.ts";

const password = "bangtin-demo";
const zone = "Asia/Ho_Chi_Minh";
/** The campaigns of the demo run from its first day, so that there is always something on. */
const campaignDays = 30;

/** The registers of the starter pack that every installation begins with: who is official, and where. */
export async function seedRegisters(db: Db): Promise<void> {
  for (const area of starter.areas) await saveInRegister(db, "area", area);
  for (const source of starter.sources) await saveInRegister(db, "source", source);
  for (const directive of starter.directives) await saveInRegister(db, "directive", directive);
  for (const contact of starter.contacts) await saveInRegister(db, "contact", contact);
}

/**
 * Loads the starter pack through the server's own doors: written by one person, approved by another, assigned and
 * paired by a third, so that nothing in the demo went a way that nothing else goes.
 */
export async function seedDemo({ deps, url }: Running): Promise<Demo> {
  await change(deps, null, async ({ db }) => {
    await seedRegisters(db);
    for (const venue of starter.venues) await saveInRegister(db, "venue", venue);
    await writeSettings(db, starter.settings);
  });
  const accounts = [
    { name: "Nguyễn Thị Ánh Tuyết", role: "comms", email: "tuyet@bangtin.demo", password },
    { name: "Phạm Thu Hà", role: "approver", email: "ha@bangtin.demo", password },
    { name: "Lê Văn Phúc", role: "admin", email: "phuc@bangtin.demo", password },
  ] as const;
  const people = [];
  for (const account of accounts) people.push(await deps.auth.addUser(account));
  const [, ha, phuc] = people;
  if (!ha || !phuc) throw new Error("A demo account was not made.");
  const [comms, approver, admin] = await Promise.all(accounts.map((account) => signIn(url, account.email)));
  if (!comms || !approver || !admin) throw new Error("A demo account could not sign in.");

  const rootKey = makeDemoKey();
  const haKey = makeDemoKey();
  const keys = [
    { person: ha, key: haKey, duties: ["approver", "officer"] as const },
    { person: phuc, key: makeDemoKey(), duties: ["officer"] as const },
  ];
  await admin.post("addRoot", {}, { envelope: demoRoot(rootKey, keys, deps.signer.publicKey, deps.clock()) });

  const messages = new Map<string, string>();
  for (const message of starter.messages) {
    const { id } = message;
    const written = await comms.post("addMessage", {}, { content: await withPicture(comms, message) });
    const submitted = await comms.post("submitMessage", { id: written.id }, { version: written.version });
    const approval = demoApproval(submitted, ha, haKey, deps.clock());
    await approver.post("approveMessage", { id: written.id }, { digest: submitted.head.digest, approval });
    messages.set(id, written.id);
  }
  const playlists = new Map<string, string>();
  for (const { id, ...playlist } of starter.playlists) {
    const items = playlist.items.map((item) => ({ ...item, message: messages.get(item.message) ?? item.message }));
    playlists.set(id, (await comms.post("addPlaylist", {}, { ...playlist, items })).id);
  }
  const today = localDateAt(deps.clock(), zone);
  for (const { id: _, status: __, ...campaign } of starter.campaigns(today, addDays(today, campaignDays - 1))) {
    await comms.post(
      "addCampaign",
      {},
      { ...campaign, playlist: playlists.get(campaign.playlist) ?? campaign.playlist },
    );
  }
  const screens = [];
  for (const { profile, name, venue, canvas } of starter.screens) {
    const { code, token } = await admin.post("startPairing", {}, {});
    await admin.post("pairScreen", {}, { code, name, venue, canvas });
    const place = starter.venues.find((candidate) => candidate.id === venue);
    screens.push({
      profile,
      token,
      name,
      venue: place?.name ?? "",
      kind: place?.kind ?? "",
      shape: canvas.shape,
      canvas: { width: canvas.width, height: canvas.height },
    });
  }
  return { accounts, keys: handedOut(rootKey, keys), screens };
}

async function withPicture(desk: Desk, { content, picture }: StarterMessage): Promise<MessageContent> {
  if (!picture) return content;
  const { file, ...banner } = picture;
  const bytes = await readFile(new URL(`../content/starter/pictures/${file}`, import.meta.url));
  const { digest } = await desk.upload(new Uint8Array(bytes));
  return { ...content, forms: { ...content.forms, banner: { picture: digest, ...banner, renditions: [] } } };
}

type Desk = {
  readonly post: <N extends OperationName>(
    name: N,
    params: Record<string, string>,
    body: BodyOf<N>,
  ) => Promise<ReplyOf<N>>;
  readonly upload: (bytes: Uint8Array<ArrayBuffer>) => Promise<ReplyOf<"addPicture">>;
};

async function signIn(url: string, email: string): Promise<Desk> {
  const send = async (
    path: string,
    type: string,
    cookie: string,
    body: string | Uint8Array<ArrayBuffer>,
  ): Promise<Response> => {
    const response = await fetch(url + path, {
      method: "POST",
      headers: { "content-type": type, origin: url, cookie },
      body,
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const signedIn = await send("/api/auth/sign-in/email", "application/json", "", JSON.stringify({ email, password }));
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return {
    async post(name, params, body) {
      const path = api[name].path.replaceAll(/\{(\w+)\}/g, (_, key: string) => params[key] ?? "");
      return (await (await send(path, "application/json", cookie, JSON.stringify(body))).json()) as never;
    },
    async upload(bytes) {
      return (await (await send(api.addPicture.path, "application/octet-stream", cookie, bytes)).json()) as never;
    },
  };
}
