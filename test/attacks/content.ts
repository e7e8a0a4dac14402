import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { approvedText } from "../support/assign.ts";
import { onAirAt } from "../support/campaign.ts";
import { visibleText } from "../support/browser.ts";
import { deskSocket } from "../support/screen-socket.ts";
import { until } from "../support/until.ts";
import { messageContent, preset, zone } from "../support/world.ts";
import { long, quick, seen, type Case } from "./case.ts";

/** What somebody at the desk, or somebody who writes to it, may try with words, addresses, requests and the record. */

const json = { "content-type": "application/json" };
const payloads = [
  "<script>window.pwned=1</script>",
  "<img src=x onerror=window.pwned=1>",
  '"><svg onload=window.pwned=1>',
  "javascript:window.pwned=1",
  "${window.pwned=1}{{window.pwned=1}}",
] as const;

/** Collects what must not happen in a page: our script run, a dialog, a violation of the policy. */
const watch = `window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective + " " + event.blockedURI));`;

export const contentCases: readonly Case[] = [
  quick(34, "somebody who is disabled keeps a socket and a session", async (ground) => {
    const world = await ground.world();
    const socket = await deskSocket(world.url, world.comms.headers["cookie"]);
    const id = (await world.admin.call("users")).find(({ email }) => email === "comms@bangtin.test")?.id ?? "";
    const from = performance.now();
    await world.admin.call("disableUser", { params: { id }, body: {} });
    await until("the end of the socket", () => !socket.socket.connected, 5000);
    const ms = Math.round(performance.now() - from);
    seen(ms < 1000, `the socket was cut after ${ms} ms`);
    const { status } = await world.comms.raw("GET", "/api/messages");
    seen(status === 401, `the next request is answered ${status}`);
    return `socket cut after ${ms} ms, the next request 401`;
  }),

  quick(38, "addresses of this machine and its network, wherever an address can be written", async (ground) => {
    let asked = 0;
    const canary = createServer((_, answer) => {
      asked++;
      answer.end("x");
    });
    await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
    ground.after(() => void canary.close());
    const { port } = canary.address() as AddressInfo;
    const world = await ground.world();
    const urls = [
      `http://127.0.0.1:${port}/a`,
      `http://[::1]:${port}/b`,
      `http://localhost:${port}/c`,
      `http://2130706433:${port}/d`,
      "file:///etc/passwd",
      "http://169.254.169.254/latest/meta-data/",
    ];
    for (const [n, url] of urls.entries()) {
      await world.admin.raw("POST", "/api/sources", {
        headers: json,
        body: JSON.stringify({
          id: `n-${n}`,
          name: "N",
          kind: "press",
          domains: [new URL(url).host || "x"],
          channels: [{ name: "K", url, owner: "N" }],
        }),
      });
      const content = {
        ...messageContent(`Xem ${url}`),
        forms: {
          ticker: { text: { vi: `Xem ${url}` } },
          panel: { template: "channel", tag: { vi: "Kênh" }, name: { vi: "K" }, address: url, owner: { vi: "N" } },
        },
      };
      await world.comms.raw("POST", "/api/messages", { headers: json, body: JSON.stringify({ content }) });
    }
    // Nothing in this server fetches; whatever did would have done so with the change.
    await until("all of it to be recorded", async () => (await world.admin.call("audit")).length > 0);
    seen(asked === 0, `the canary was asked ${asked} times`);
    return `${urls.length} addresses in sources and messages: the canary heard no request; no operation takes an address to fetch`;
  }),

  quick(39, "a foreign Host, in the request and behind it", async (ground) => {
    const world = await ground.world();
    const { request } = await import("node:http");
    const { port } = new URL(world.url);
    const answers: string[] = [];
    for (const path of [
      "/",
      "/admin",
      "/player",
      "/admin/",
      "/api/session",
      "/api/openapi.json",
      "/khong-co",
      "/api/auth/get-session",
    ]) {
      for (const headers of [
        { host: "evil.example" },
        { host: `127.0.0.1:${port}`, "x-forwarded-host": "evil.example", forwarded: "host=evil.example" },
      ]) {
        const said = await new Promise<string>((resolve, reject) => {
          request({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
            // A page may open a socket to the host that it came from, whatever that calls itself: that is its own policy.
            const { "content-security-policy": _, ...others } = response.headers;
            let text = JSON.stringify(others);
            response.on("data", (part: Buffer) => void (text += part.toString()));
            response.on("end", () => resolve(text));
          })
            .on("error", reject)
            .end();
        });
        seen(!said.includes("evil.example"), `${path} repeats it: ${said.slice(0, 200)}`);
        answers.push(path);
      }
    }
    return `${answers.length} answers, none repeats the foreign host; this server sends no mail, and its set-up link is printed from its own settings`;
  }),

  long(40, "markup in titles, texts, names of screens and of venues, on the desk and on a screen", async (ground) => {
    const world = await ground.world();
    const front = await ground.front(world);
    const area = "can-tho";
    const venue = {
      name: payloads[0],
      kind: "airport" as const,
      operator: payloads[1],
      area,
      address: payloads[2],
      timeZone: zone,
      openingHours: [],
      reading: "walk" as const,
    };
    const place = await world.admin.call("addVenue", { body: venue });
    const contents = payloads.map((text) => messageContent(text, text.slice(0, 40)));
    await onAirAt(world, [place.id], contents);
    const { id, token } = await world.pair(place.id, preset("board-1080"));
    await world.admin.call("editScreen", {
      params: { id },
      body: { name: payloads[1], venue: place.id, canvas: preset("board-1080") },
    });
    await world.nobody.raw("GET", "/api/messages", { headers: { "user-agent": payloads[0] } });

    const screen = await ground.page(front.url, token);
    await screen.evaluate(watch);
    await until(
      "markup as words on the screen",
      async () => /<script>|<img|<svg|javascript:|window\.pwned/.test(await visibleText(screen)),
      30_000,
    );

    const context = await (await ground.browser()).newContext();
    ground.after(() => context.close());
    await context.addInitScript(watch);
    const [name = "", value = ""] = (world.admin.headers["cookie"] ?? "").split("=", 2);
    const rest = (world.admin.headers["cookie"] ?? "").slice(name.length + 1);
    await context.addCookies([{ name, value: rest || value, url: world.url }]);
    const desk = await context.newPage();
    const dialogs: string[] = [];
    desk.on("dialog", (dialog) => (dialogs.push(dialog.message()), void dialog.dismiss()));
    let visited = 0;
    for (const path of [
      "/admin/messages",
      "/admin/screens",
      `/admin/screens/${id}`,
      "/admin/venues",
      "/admin/campaigns",
      "/admin/playlists",
    ]) {
      await desk.goto(world.url + path);
      await until(`${path} to be drawn`, async () => (await visibleText(desk)).length > 60, 20_000);
      visited++;
      for (const page of [desk, screen]) {
        const { pwned, violations } = await page.evaluate(() => {
          const { pwned, violations } = window as unknown as { pwned?: number; violations: string[] };
          return { pwned, violations };
        });
        seen(pwned === undefined, `a script ran on ${path}`);
        seen(violations.length === 0, `violations on ${path}: ${violations.join("; ")}`);
      }
    }
    seen(dialogs.length === 0, `dialogs: ${dialogs.join()}`);
    const policy = (await world.nobody.raw("GET", "/admin/")).headers.get("content-security-policy") ?? "";
    seen(policy.includes("require-trusted-types-for 'script'"), `the desk's policy: ${policy}`);
    return `${payloads.length} payloads shown as words on a screen and ${visited} desk pages; no script, no dialog, no violation of the policy (with Trusted Types)`;
  }),

  quick(41, "line breaks and formulas in names, paths and headers that reach the log", async (ground) => {
    const world = await ground.world();
    const before = world.log.length;
    const evil = "x\r\nserver: bug: GET /fake: gefälscht";
    await world.comms.raw("POST", "/api/playlists", {
      headers: json,
      body: JSON.stringify({ name: `=cmd|' /C calc'!A0${evil}`, items: [] }),
    });
    await world.nobody.raw("GET", `/api/${encodeURIComponent(evil)}`);
    await world.nobody.raw("GET", "/api/messages", { headers: { "user-agent": "=1+1" } });
    const { db } = world.server.deps;
    await db.schema.alterTable("contact").renameTo("elsewhere").execute();
    const broken = await world.comms.raw("GET", `/api/contacts?x=${encodeURIComponent(evil)}`);
    await db.schema.alterTable("elsewhere").renameTo("contact").execute();
    seen(broken.status === 500, `the bug was answered ${broken.status}`);
    const lines = world.log.slice(before);
    const forged = lines
      .flatMap((line) => line.split(/\r?\n/))
      .filter((line) => line.startsWith("server: bug: GET /fake"));
    seen(forged.length === 0, `forged lines: ${forged.join(" | ")}`);
    const types = await Promise.all(
      ["/api/audit", "/api/messages", "/api/openapi.json"].map(async (path) =>
        (await world.admin.raw("GET", path)).headers.get("content-type"),
      ),
    );
    seen(
      types.every((type) => type?.includes("json")),
      `types: ${types.join()}`,
    );
    return `${lines.length} lines in the log, none forged; the only export is JSON (${types[0]}), no CSV exists`;
  }),

  quick(45, "entries of the record altered, removed and cut, with the triggers dropped", async (ground) => {
    const world = await ground.world();
    for (const text of ["Một", "Hai", "Ba"]) await approvedText(world, text);
    await world.server.deps.checkpoint.settled();
    await world.server.stop();
    const file = join(world.folder, "bangtin.db");
    const verify = (): Promise<string> =>
      new Promise((resolve) => {
        const env = { PATH: process.env["PATH"] ?? "", DATA_DIR: world.folder };
        const tool = fileURLToPath(new URL("../../tools/audit-verify.ts", import.meta.url));
        execFile(process.execPath, [tool], { env }, (error, stdout) =>
          resolve(`${error ? "1" : "0"} ${stdout.trim()}`),
        );
      });
    const whole = await verify();
    seen(whole.startsWith("0 The record is whole"), whole);
    const tried: string[] = [];
    const size = Number(/(\d+) entries/.exec(whole)?.[1]);
    for (const [what, statement, right] of [
      ["altered", "UPDATE audit SET detail = '{}' WHERE seq = 5", "entry 5 "],
      ["removed", "DELETE FROM audit WHERE seq = 4", "entry 4 "],
      ["cut", `DELETE FROM audit WHERE seq > ${size - 2}`, `entry ${size - 1} `],
    ] as const) {
      const database = new DatabaseSync(file);
      for (const { name } of database
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
        .all() as { name: string }[])
        database.exec(`DROP TRIGGER ${name}`);
      database.exec("CREATE TABLE kept AS SELECT * FROM audit");
      database.exec(statement);
      const said = await verify();
      database.exec("DELETE FROM audit; INSERT INTO audit SELECT * FROM kept; DROP TABLE kept");
      database.close();
      seen(said.startsWith("1") && said.includes(right), `${what}: ${said}`);
      tried.push(`${what}: ${said.slice(2)}`);
    }
    await world.restart();
    return tried.join(" · ");
  }),
];
