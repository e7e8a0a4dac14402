import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api, type Api, type BodyOf, type Operation, type OperationName } from "../../content/wire/api.ts";
import { campaignDraft } from "../support/assign.ts";
import { rootKey } from "../support/keys.ts";
import { type Client, createWorld, messageContent, preset, type World, zone } from "../support/world.ts";

let world: World;
let screen: Client;
beforeAll(async () => {
  world = await createWorld();
  screen = (await world.pair("airport")).client;
});
afterAll(() => world.end());

const operations = Object.entries(api) as [OperationName, Operation][];
const askers = ["nobody", "comms", "approver", "admin", "screen"] as const;
type Asker = (typeof askers)[number];
const clientOf = (asker: Asker): Client => (asker === "screen" ? screen : world[asker]);

/** What the table says. */
function listed({ who, known }: Operation, asker: Asker): boolean {
  if (known) return asker !== "nobody";
  if (who === "anyone") return true;
  if (who === "screen") return asker === "screen";
  return asker !== "screen" && asker !== "nobody" && who.includes(asker);
}

/** One well-formed value for every field of a query that must be there. */
const sampleQuery: Record<string, string> = { nonce: "0".repeat(32), after: "0" };

/** A foreign or made-up object in every parameter, and the content type that the operation wants. */
function ask(client: Client, { method, path, bodyType, query }: Operation, body?: unknown): Promise<Response> {
  const fields = Object.entries(sampleQuery).filter(([name, value]) => query?.safeParse({ [name]: value }).success);
  const asked = query?.safeParse({}).success ? "" : `?${new URLSearchParams(fields).toString()}`;
  return client.raw(method, path.replaceAll(/\{(\w+)\}/g, "khong-co") + (query ? asked : ""), {
    headers: { "content-type": bodyType ?? "application/json" },
    ...(method === "GET" || method === "DELETE" ? {} : { body: JSON.stringify(body ?? {}) }),
  });
}

describe.each(operations)("%s", (_, operation) => {
  test.each(askers)("is answered to %s as the table says", async (asker) => {
    const response = await ask(clientOf(asker), operation);
    const refused = response.status === 401 || response.status === 403;
    expect({ status: response.status, refused }).toEqual({
      status: response.status,
      refused: !listed(operation, asker),
    });
    if (!refused) return;
    const { code } = (await response.json()) as { code: string };
    expect(["auth/signed-out", "auth/not-allowed", "screen/unknown-token"]).toContain(code);
  });
});

test("a refused asker is refused before their body is read", async () => {
  const asking = world.comms.raw("POST", "/api/users", {
    body: "{not json",
    headers: { "content-type": "application/json" },
  });
  expect((await asking).status).toBe(403);
});

test("a token that was never paired opens nothing but the state of its own pairing", async () => {
  const { token } = await world.nobody.call("startPairing", { body: {} });
  const waiting = world.client({ authorization: `Bearer ${token}` });
  const opened = [];
  for (const [name, operation] of operations) {
    if (operation.who === "anyone" && !operation.known) continue;
    const { status } = await ask(waiting, operation, sample(name));
    if (status !== 401) opened.push(name);
  }
  expect(opened).toEqual(["pairingState"]);
});

type WithBody = { [N in OperationName]: Api[N] extends { body: unknown } ? N : never }[OperationName];

const venue = {
  name: "Bưu điện",
  kind: "post-office" as const,
  operator: "VNPost",
  area: "can-tho",
  address: "2 Hoà Bình",
  timeZone: zone,
  openingHours: [{ weekdays: [1, 2], from: "07:00", until: "18:00" }],
  reading: "queue" as const,
};
const settings = { agency: { name: "Sở TT&TT", short: "Sở" }, hotline: { label: "Đường dây nóng", number: "1900" } };
const canvas = preset("board-1080");
const digest = "0".repeat(64);
const { key } = rootKey();
const content = {
  ...messageContent("Rửa tay", "Rửa tay"),
  directive: { id: "cv-164", number: "164/STTTT" },
  kept: [{ code: "known-slip", where: "title", excerpt: "", reason: "nguyên văn" }],
};
const campaign = campaignDraft("khong-co", ["airport"], { hours: [{ from: "07:00", until: "09:00" }] });

/** One well-formed body for every operation that takes one. */
const samples: { [N in WithBody]: BodyOf<N> } = {
  setup: { token: "t", name: "A", email: "a@bangtin.test", password: "mat-khau-dai", settings },
  addUser: { name: "A", email: "a@bangtin.test", password: "mat-khau-dai", role: "comms" },
  saveSettings: settings,
  addSource: {
    id: "tuyen",
    name: "Tuyến",
    kind: "press",
    domains: ["tuyen.vn"],
    channels: [{ name: "Trang", url: "https://tuyen.vn", owner: "Tuyến" }],
  },
  addDirective: {
    id: "cv-1",
    number: "1/STTTT",
    date: "2020-03-11",
    issuer: "Sở",
    abstract: "V/v",
    signer: "Giám đốc",
  },
  addMessage: { content },
  editMessage: { version: 1, content },
  submitMessage: { version: 1 },
  takeBackMessage: { version: 1 },
  approveMessage: { digest, approval: "{}" },
  returnMessage: { digest, reason: "vì vậy" },
  rejectMessage: { digest, reason: "vì vậy" },
  withdrawMessage: { reason: "vì vậy" },
  addPlaylist: { name: "P", items: [{ message: "m", seconds: 8 }] },
  editPlaylist: { version: 1, playlist: { name: "P", items: [{ message: "m" }] } },
  checkCampaign: campaign,
  addCampaign: campaign,
  editCampaign: { version: 1, campaign: { ...campaign, frequency: { kind: "per-day", times: 4 } } },
  stopCampaign: {},
  resumeCampaign: {},
  addVenue: venue,
  editVenue: venue,
  pairScreen: { code: "222222", name: "Màn", venue: "airport", canvas },
  editScreen: { name: "Màn", venue: "airport", canvas },
  disableUser: {},
  enableUser: {},
  addRoot: { envelope: "{}" },
  checkRoot: { payload: "{}" },
  keyChallenge: {},
  registerKey: {
    key,
    scheme: { kind: "webauthn", rpId: "bangtin.test", origins: ["https://bangtin.test"] },
    proof: "{}",
  },
  resumeAfterRestore: {},
  checkTakeover: { scope: { kind: "places", areas: ["can-tho"], venues: ["airport"] } },
  proposeTakeover: { envelope: "{}", revision: "{}" },
  releaseTakeover: { envelope: "{}" },
  checkRecall: { what: { kind: "revision", revision: digest } },
  recall: { envelope: "{}" },
  releaseScreen: {},
  startPairing: { key },
  addPlays: {
    boot: "0123456789abcdef",
    plays: [{ seq: 1, message: digest, campaign: "c", lane: "stage", from: 1, until: 2, whole: true, version: 1 }],
  },
};

function sample(name: OperationName): unknown {
  return (samples as Partial<Record<OperationName, unknown>>)[name];
}

/** The value with one field more in it, once for every object inside. */
function swollen(value: unknown, field: Record<string, unknown>): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, i) => swollen(item, field).map((other) => value.with(i, other)));
  }
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, item]) =>
    swollen(item, field).map((other) => ({ ...value, [key]: other })),
  );
  return [{ ...value, ...field }, ...inside];
}

/** Somebody whom the operation is meant for. */
function allowed(name: OperationName, operation: Operation): Client {
  const asker = askers.find((candidate) => listed(operation, candidate));
  if (!asker) throw new Error(`nobody may ${name}`);
  return clientOf(asker);
}

const withBody = operations.filter(([, operation]) => operation.body) as [WithBody, Operation][];

test.each(withBody)(
  "%s takes its sample, so that what follows is refused for the field and nothing else",
  (name, { body }) => {
    expect(body?.safeParse(samples[name]).error?.issues).toBeUndefined();
  },
);

test.each(withBody)(
  "%s refuses a field that it does not know, in whatever part of the body",
  async (name, operation) => {
    const fields = [{ status: "approved" }, { approved: true }, { author: "x" }, { role: "admin" }, { id: "airport" }];
    for (const field of fields) {
      const key = Object.keys(field)[0] ?? "";
      for (const body of swollen(samples[name], field)) {
        if (operation.body?.safeParse(body).success) {
          // The field belongs there, e.g. the id of a source: it was replaced, not added.
          expect(JSON.stringify(samples[name])).toContain(`"${key}"`);
          continue;
        }
        const response = await ask(allowed(name, operation), operation, body);
        expect({ status: response.status, body }).toMatchObject({ status: 400 });
        expect(((await response.json()) as { code: string }).code).toBe("request/malformed");
      }
    }
  },
);

const withObject = operations.filter(([, { path }]) => path.includes("{"));

test.each(withObject)(
  "%s of a thing that is not there is 404 to whoever may, and no sooner to whoever may not",
  async (name, operation) => {
    for (const asker of askers) {
      const response = await ask(clientOf(asker), operation, sample(name));
      const { code } = (await response.json()) as { code: string };
      if (listed(operation, asker))
        expect({ asker, code }).toMatchObject({ code: expect.stringMatching(/\/not-found$/) });
      else expect([401, 403]).toContain(response.status);
    }
  },
);

test("a new message is a draft, whatever its author claims", async () => {
  const asking = world.comms.raw("POST", "/api/messages", {
    body: JSON.stringify({ content, status: "approved", approval: 1 }),
    headers: { "content-type": "application/json" },
  });
  expect((await asking).status).toBe(400);
  const made = await world.comms.call("addMessage", { body: { content } });
  expect(made.status).toBe("draft");
  expect(made.approved).toBeUndefined();
});

test("a field inherited from JSON's __proto__ is refused or has no effect", async () => {
  const body = `{"name":"P","items":[],"__proto__":{"id":"chiem"},"constructor":{"prototype":{"x":1}}}`;
  const response = await world.comms.raw("POST", "/api/playlists", {
    body,
    headers: { "content-type": "application/json" },
  });
  expect(response.status).toBe(400);
  expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
});

describe("what better-auth would offer an admin", () => {
  const offered: [path: string, body: unknown][] = [
    ["admin/create-user", { name: "X", email: "x@x.vn", password: "mat-khau-dai", role: "admin" }],
    ["admin/set-role", { userId: "ID", role: "admin" }],
    ["admin/set-user-password", { userId: "ID", newPassword: "mat-khau-dai" }],
    ["admin/impersonate-user", { userId: "ID" }],
    ["admin/ban-user", { userId: "ID" }],
    ["admin/update-user", { userId: "ID", data: { role: "admin" } }],
    ["admin/remove-user", { userId: "ID" }],
    ["admin/revoke-user-sessions", { userId: "ID" }],
  ];

  test.each(offered)("%s goes past our own record, so nobody may, not even an admin", async (path, body) => {
    const users = await world.admin.call("users");
    const comms = users.find((user) => user.role === "comms");
    for (const asker of askers) {
      const response = await clientOf(asker).raw("POST", `/api/auth/${path}`, {
        body: JSON.stringify(body).replace("ID", comms?.id ?? ""),
        headers: { "content-type": "application/json" },
      });
      expect(response.status).toBe(404);
    }
    expect(await world.admin.call("users")).toEqual(users);
  });

  test("nobody gives themselves another role, name or address through their own account", async () => {
    const before = (await world.comms.call("session")).user;
    for (const body of [
      { role: "admin" },
      { name: "Người khác", role: "approver" },
      { email: "admin2@bangtin.test" },
    ]) {
      await world.comms.raw("POST", "/api/auth/update-user", {
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      });
    }
    await world.comms.raw("POST", "/api/auth/change-email", {
      body: JSON.stringify({ newEmail: "admin2@bangtin.test" }),
      headers: { "content-type": "application/json" },
    });
    expect((await world.comms.call("session")).user).toEqual(before);
  });
});
