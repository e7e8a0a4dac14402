/** Long because it is a list: every door of the server, one attempt each. */

import { request } from "node:http";
import { WebSocket } from "ws";
import { api, type Operation } from "../../content/wire/api.ts";
import { campaignDraft } from "../support/assign.ts";
import { childWorld } from "../support/child-world.ts";
import { clientOf } from "../support/http-client.ts";
import { screenSocket, deskSocket } from "../support/screen-socket.ts";
import { until, within } from "../support/until.ts";
import { messageContent, password, preset, zone, type Client } from "../support/world.ts";
import { long, quick, seen, type Case } from "./case.ts";

/** Who may come in at all: accounts, origins, sockets, roles, bodies. */

const json = { "content-type": "application/json" };
const operations = Object.entries(api as Record<string, Operation>);
const placeholder = (path: string, id = "khong-co"): string => path.replaceAll(/\{\w+\}/g, id);

const signInAs = (who: Client, email: string, secret: string): Promise<Response> =>
  who.raw("POST", "/api/auth/sign-in/email", { body: JSON.stringify({ email, password: secret }), headers: json });

/** A request whose every header is ours. */
function bare(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string,
): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    asking.on("error", reject);
    asking.end(method === "GET" || method === "DELETE" ? undefined : body);
  });
}

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Welch's t of two samples of times: beyond 4.5 or so they are told apart. */
function welch(a: readonly number[], b: readonly number[]): number {
  const mean = (all: readonly number[]): number => all.reduce((sum, x) => sum + x, 0) / all.length;
  const spread = (all: readonly number[]): number =>
    all.reduce((sum, x) => sum + (x - mean(all)) ** 2, 0) / (all.length - 1) / all.length;
  return (mean(a) - mean(b)) / Math.sqrt(spread(a) + spread(b));
}

export const doorCases: readonly Case[] = [
  quick(29, "a fresh installation is tried with every usual name and password", async (ground) => {
    const folder = await ground.folder();
    const { freePort, startChild } = await import("../support/child-server.ts");
    const server = await startChild({ port: await freePort(), dataFolder: folder });
    ground.after(() => server.kill());
    const nobody = clientOf(server.url, {});
    const tried: number[] = [];
    for (const name of ["admin", "root", "bangtin", "administrator", "demo"]) {
      for (const secret of ["", "admin", "password", "bangtin-demo", "12345678"]) {
        const { status } = await signInAs(nobody, `${name}@bangtin.test`, secret);
        seen([400, 401, 429].includes(status), `${name}/${secret} was answered ${status}`);
        tried.push(status);
      }
    }
    const settings = { agency: { name: "S", short: "S" }, hotline: { label: "G", number: "1" } };
    const body = { token: "x".repeat(32), name: "K", email: "k@bangtin.test", password, settings };
    const guessed = await nobody.raw("POST", "/api/setup", { body: JSON.stringify(body), headers: json });
    seen(guessed.status === 403, `a guessed set-up token was answered ${guessed.status}`);
    seen(/^[\w-]{32}$/.test(server.setupToken ?? ""), "no one-time set-up token was printed");
    return `${tried.length} tries: ${[...new Set(tried)].join(", ")}; a guessed set-up token 403; the real one is 32 random characters`;
  }),

  long(30, "a thousand passwords against one address", async (ground) => {
    const child = await childWorld(await ground.folder());
    ground.after(() => child.server.kill());
    // The set-up signed people in: their tries must not count.
    await child.server.stop();
    await child.restart();
    const statuses = new Map<number, number>();
    for (let n = 0; n < 1000; n++) {
      const claimed = { "x-forwarded-for": `10.0.${n >> 8}.${n & 255}`, "x-bangtin-client": `10.0.0.${n & 255}` };
      const body = JSON.stringify({ email: "comms@bangtin.test", password: `doan-mo-${n}` });
      const { status } = await child.nobody.raw("POST", "/api/auth/sign-in/email", {
        body,
        headers: { ...json, ...claimed },
      });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    seen((statuses.get(429) ?? 0) >= 980, `answers: ${JSON.stringify([...statuses])}`);
    const right = await signInAs(child.nobody, "comms@bangtin.test", password);
    seen(right.status === 429, `the right password after that was answered ${right.status}`);
    return `${[...statuses].map(([status, n]) => `${n} × ${status}`).join(", ")}; the right password then: 429`;
  }),

  long(30, "an address that is known and one that is not are told apart by text or time", async (ground) => {
    const world = await ground.world({ signInsPerMinute: 100_000 });
    const texts = new Set<string>();
    const known: number[] = [];
    const unknown: number[] = [];
    const timed = async (email: string, times: number[]): Promise<void> => {
      const from = performance.now();
      const response = await signInAs(world.nobody, email, "khong-phai-mat-khau");
      times.push(performance.now() - from);
      texts.add(`${response.status} ${await response.text()}`);
    };
    for (let n = 0; n < 28; n++) {
      await timed("comms@bangtin.test", known);
      await timed(`khong-co-${n}@bangtin.test`, unknown);
    }
    seen(texts.size === 1, `the answers differ: ${[...texts].join(" | ")}`);
    const [a, b, t] = [known.slice(3), unknown.slice(3), welch(known.slice(3), unknown.slice(3))];
    const ratio = middle(a) / middle(b);
    const measured = `medians ${middle(a).toFixed(1)} and ${middle(b).toFixed(1)} ms, t = ${t.toFixed(1)}`;
    seen(Math.abs(t) < 4.5 || (ratio > 0.95 && ratio < 1.05), `told apart by time: ${measured}`);
    return `one text for both; ${measured}`;
  }),

  quick(
    31,
    "every unsafe request from a page of another origin, with an admin's cookie, in five dresses",
    async (ground) => {
      const world = await ground.world();
      let tried = 0;
      for (const [name, { method, path }] of operations.filter(([, { method }]) => method !== "GET")) {
        for (const type of [
          "application/json",
          "text/plain",
          "",
          "application/octet-stream",
          "application/x-www-form-urlencoded",
        ]) {
          const headers = {
            ...world.admin.headers,
            origin: "https://evil.example",
            ...(type ? { "content-type": type } : {}),
          };
          const status = await bare(world.url, method, placeholder(path), headers, "{}");
          seen(status === 403, `${name} as ${type || "no type"} was answered ${status}`);
          tried++;
        }
      }
      return `${tried} requests, every one 403`;
    },
  ),

  quick(32, "sockets of screen and desk, opened by a page of another origin", async (ground) => {
    const world = await ground.world();
    const { token } = await world.pair("airport");
    const cookie = world.comms.headers["cookie"] ?? "";
    const heard: string[] = [];
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1"]) {
      for (const open of [() => screenSocket(world.url, token, origin), () => deskSocket(world.url, cookie, origin)]) {
        heard.push(
          await open().then(
            () => "CONNECTED",
            (error: Error) => error.message,
          ),
        );
      }
    }
    seen(
      heard.every((answer) => answer === "websocket error"),
      heard.join(", "),
    );
    const [screen, desk] = [await screenSocket(world.url, token), await deskSocket(world.url, cookie)];
    screen.close();
    desk.close();
    return `${heard.length} refused by allowRequest; the same two from our own origin connect`;
  }),

  long(33, "malformed packets, a megabyte, nested placeholders and noise for fifteen seconds", async (ground) => {
    const world = await ground.world();
    const { token } = await world.pair("airport");
    const other = await world.pair("airport");
    const good = await screenSocket(world.url, other.token);
    ground.after(() => good.close());
    // A connection that says no hello is closed after ten seconds.
    await within("the hello of another screen", good.hello());
    const crafted: (string | Buffer)[] = [
      `40/screens,{"token":"${token}"`,
      "40/screens,[]",
      "40__proto__",
      `42/screens,["hello"`,
      `42/screens,["__proto__",{}]`,
      `42/screens,["disconnect"]`,
      `451-/screens,["report",{"_placeholder":true,"num":0}]`,
      `451-/screens,["report",{"_placeholder":true,"num":99999}]`,
      `459999999999-/screens,["x",{"_placeholder":true,"num":"splice"}]`,
      "43/screens,1[]",
      "49",
      "",
      "\u0000\uFFFF",
      "4".repeat(1_000_000),
      Buffer.alloc(1_000_000),
      Buffer.from([4, 255, 0]),
      `42/screens,["report",${'{"a":'.repeat(5000)}1${"}".repeat(5000)}]`,
    ];
    let state = 7;
    const random = (below: number): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % below;
    const mutate = (): string | Buffer => {
      const packet = crafted[random(crafted.length)] ?? "";
      const bytes = Buffer.from(packet).subarray(0, 4000);
      for (let n = 0; n < 3 && bytes.length > 0; n++) bytes[random(bytes.length)] = random(256);
      return random(2) ? bytes.toString() : bytes;
    };
    let sent = 0;
    const one = (packet: string | Buffer): Promise<void> =>
      within(
        "an end",
        new Promise((resolve) => {
          const socket = new WebSocket(`${world.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
            origin: world.url,
          });
          // The server hangs up while we send: that is the point.
          socket.once("error", () => resolve());
          socket.once("close", () => resolve());
          socket.once("message", () => {
            socket.send(`40/screens,${JSON.stringify({ token })}`);
            socket.once("message", () => {
              socket.send(packet);
              sent++;
              socket.close();
            });
          });
        }),
      );
    for (const packet of crafted) await one(packet);
    const end = Date.now() + 15_000;
    while (Date.now() < end) await Promise.all([mutate(), mutate(), mutate(), mutate()].map(one));
    seen(good.socket.connected, "another screen lost its connection");
    const again = await screenSocket(world.url, other.token);
    ground.after(() => again.close());
    await within("an answer to a new connection", again.hello());
    return `${sent} packets; the server lives, another screen keeps its connection and a new one is answered`;
  }),

  quick(33, "ten thousand events in a row on one connection", async (ground) => {
    const world = await ground.world();
    const noisy = await screenSocket(world.url, (await world.pair("airport")).token);
    const good = await screenSocket(world.url, (await world.pair("airport")).token);
    ground.after(() => (noisy.close(), good.close()));
    const report = { state: "playing", onAir: {}, clock: 1, outbox: 0, persisted: true };
    for (let n = 0; n < 10_000; n++) noisy.socket.emit("report", { ...report, version: n } as never);
    await until("the flood to be cut off", () => !noisy.socket.connected);
    const from = performance.now();
    await within("the other screen", good.hello());
    return `that connection is closed; another screen is answered in ${Math.round(performance.now() - from)} ms`;
  }),

  quick(34, "a session that the attacker planted, and one that was used before", async (ground) => {
    const world = await ground.world();
    const planted = "bangtin.session_token=planted.signature";
    const response = await world.nobody.raw("POST", "/api/auth/sign-in/email", {
      body: JSON.stringify({ email: "comms@bangtin.test", password }),
      headers: { ...json, cookie: planted },
    });
    const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    seen(response.status === 200 && !cookie.includes("planted"), `signed in as ${cookie}`);
    seen(cookie !== world.comms.headers["cookie"], "the same session as before");
    const inside = (await world.client({ cookie: planted }).call("session")).user;
    seen(inside === undefined, "the planted session is signed in");
    return "a sign-in makes a session of its own; the planted one opens nothing";
  }),

  long(35, "every operation asked by everybody who may not, with foreign objects", async (ground) => {
    const world = await ground.world();
    const screen = await world.pair("airport");
    const other = await world.pair("cable");
    const message = await world.comms.call("addMessage", { body: { content: messageContent("Của người khác") } });
    const ids = ["khong-co", message.id, other.id, "../../x", "'%20OR%201=1--"];
    const askers = [
      ["nobody", world.nobody],
      ["comms", world.comms],
      ["approver", world.approver],
      ["admin", world.admin],
      ["screen", screen.client],
    ] as const;
    let tried = 0;
    let refused = 0;
    for (const [name, operation] of operations) {
      for (const [asker, client] of askers) {
        const { who, known, method } = operation;
        const role = asker as "comms" | "approver" | "admin";
        const listed = known
          ? asker !== "nobody"
          : who === "anyone" || (who === "screen" ? asker === "screen" : who.includes(role));
        for (const id of operation.path.includes("{") ? ids : [""]) {
          const headers = { "content-type": operation.bodyType ?? "application/json" };
          const { status } = await client.raw(method, placeholder(operation.path, encodeURI(id)), {
            headers,
            ...(method === "GET" || method === "DELETE" ? {} : { body: "{}" }),
          });
          tried++;
          if (!listed) {
            seen(status === 401 || status === 403 || status === 404, `${name} by ${asker} on ${id}: ${status}`);
            refused++;
          }
          seen(status < 500, `${name} by ${asker} on ${id}: ${status}`);
        }
      }
    }
    return `${tried} requests, ${refused} of them not allowed: each 401, 403 or 404`;
  }),

  quick(36, "fields that a body does not have, on every way to write", async (ground) => {
    const world = await ground.world();
    const content = messageContent("Rửa tay");
    const draft = (): Promise<{ id: string; version: number }> => world.comms.call("addMessage", { body: { content } });
    const made = await draft();
    const playlist = await world.comms.call("addPlaylist", { body: { name: "P", items: [{ message: made.id }] } });
    const campaign = campaignDraft(playlist.id, ["airport"]);
    const venue = {
      name: "V",
      kind: "office",
      operator: "",
      area: "can-tho",
      address: "",
      timeZone: zone,
      openingHours: [],
      reading: "walk",
    };
    const settings = { agency: { name: "Sở", short: "Sở" }, hotline: { label: "Gọi", number: "1900" } };
    const person = { name: "A", email: "a@bangtin.test", password: "mat-khau-dai-lam", role: "comms" };
    const ways: readonly (readonly [Client, string, string, object])[] = [
      [world.comms, "POST", "/api/messages", { content }],
      [world.comms, "PUT", `/api/messages/${made.id}`, { version: made.version, content }],
      [world.comms, "POST", "/api/playlists", { name: "P", items: [] }],
      [world.comms, "POST", "/api/campaigns", campaign],
      [world.admin, "POST", "/api/venues", venue],
      [world.admin, "PUT", "/api/settings", settings],
      [world.admin, "POST", "/api/users", person],
    ];
    const extras = [{ status: "approved" }, { approval: 1 }, { author: "khac" }, { id: "chiem" }, { at: 0 }];
    const answers: number[] = [];
    for (const [client, method, path, body] of ways) {
      for (const extra of extras) {
        const { status } = await client.raw(method, path, {
          body: JSON.stringify({ ...body, ...extra }),
          headers: json,
        });
        seen(status === 400 || status === 422, `${path} with ${JSON.stringify(extra)}: ${status}`);
        answers.push(status);
      }
      const honest = await client.raw(method, path, { body: JSON.stringify(body), headers: json });
      seen(honest.status === 200, `${path} without them: ${honest.status} ${await honest.text()}`);
    }
    const after = await world.comms.call("message", { params: { id: made.id } });
    seen(after.status === "draft", `the message is ${after.status}`);
    return `${answers.length} bodies refused (${[...new Set(answers)].join(", ")}); the same without the extra field are taken; the message is still a draft`;
  }),

  quick(42, "the only token there is, a screen's, on every operation that writes", async (ground) => {
    const world = await ground.world();
    const { client } = await world.pair("airport", preset("board-1080"));
    const own = new Set(["addPlays"]);
    const statuses = new Map<number, number>();
    for (const [name, { method, path, who, bodyType }] of operations) {
      if (method === "GET" || who === "anyone" || own.has(name)) continue;
      const headers = { "content-type": bodyType ?? "application/json" };
      const { status } = await client.raw(method, placeholder(path), { body: "{}", headers });
      seen(status === 401 || status === 403, `${name}: ${status}`);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    return `${[...statuses].map(([status, n]) => `${n} × ${status}`).join(", ")}: a token writes nothing but its own proofs, and no other kind of token exists`;
  }),
];
