import { globSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";

/**
 * The dependency rule, as far as the compiler cannot see it (ARCHITECTURE.md): content imports nothing of ours, of Node
 * or of the DOM, and knows no clock and no chance; server, player and admin import content and never each other; nobody
 * imports test. What a socket carries is named in content/wire/protocol.ts only.
 */
const root = join(import.meta.dirname, "..");
const houses = ["content", "server", "player", "admin", "test", "tools"] as const;
const protocol = "content/wire/protocol.ts";

type Node = { readonly type: string; readonly start: number; readonly [field: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit);
  }
}

function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === "Identifier" ? String(node["name"]) : undefined;
}

function literalOf(node: unknown): string | undefined {
  return isNode(node) && node.type === "Literal" && typeof node["value"] === "string" ? node["value"] : undefined;
}

/** `a.b` or `a["b"]`, for plain names on both sides. */
function memberOf(node: Node): readonly [string | undefined, string | undefined] {
  if (node.type !== "MemberExpression") return [undefined, undefined];
  return [nameOf(node["object"]), node["computed"] ? literalOf(node["property"]) : nameOf(node["property"])];
}

function allowedInContent(path: string, wanted: string): boolean {
  if (wanted.startsWith(".")) return posix.join(dirname(path), wanted).startsWith("content/");
  if (wanted === "temporal-polyfill") return path === "content/playout/wall-clock.ts";
  return wanted === "zod/mini" || wanted.startsWith("@noble/");
}

function importFault(path: string, wanted: string): string | undefined {
  const house = path.split("/")[0] ?? "";
  const target = wanted.startsWith(".") ? posix.join(dirname(path), wanted) : "";
  const into = target.includes("/") ? target.split("/")[0] : undefined;
  if (house === "content" && !allowedInContent(path, wanted)) return `content imports ${wanted}`;
  if (into === "test" && house !== "test") return `${house} imports test: ${wanted}`;
  if (["server", "player", "admin"].includes(house) && into !== undefined && into !== house && into !== "content") {
    return `${house} imports ${into}: ${wanted}`;
  }
  return undefined;
}

/** Names through which a clock, chance, a machine or a network would come into content. */
const worldly = new Set(
  "process document window navigator location crypto performance localStorage sessionStorage indexedDB".split(" "),
);
const worldlyCalls = new Set("fetch setTimeout setInterval setImmediate queueMicrotask require".split(" "));
const worldlyMembers = new Set(["Date.now", "Math.random", "Temporal.Now", "Intl.DateTimeFormat"]);

function impurity(node: Node): string | undefined {
  if (node.type === "NewExpression" || node.type === "CallExpression") {
    const called = nameOf(node["callee"]);
    if (called === "Date") return "Date()";
    if (node.type === "CallExpression" && called !== undefined && worldlyCalls.has(called)) return `${called}()`;
  }
  if (node.type === "MetaProperty") return "import.meta";
  const [object, property] = memberOf(node);
  if (object === undefined) return undefined;
  if (worldly.has(object)) return `${object}.${property ?? ""}`;
  if (object === "globalThis") return `globalThis.${property ?? ""}`;
  return worldlyMembers.has(`${object}.${property}`) ? `${object}.${property}` : undefined;
}

/** Files named after nothing become the drawer for everything. */
const nameless = /(?:^|[/.-])(?:utils?|helpers?|types?|common|misc|shared|stuff)(?:[/.-]|$)/;

/** What a socket says of itself, on either side. */
const socketOwn = new Set(
  "connect connection connect_error disconnect disconnecting error reconnect reconnect_attempt packet headers initial_headers".split(
    " ",
  ),
);

/** The events of the protocol: the members of its `…To…` types. */
export function eventsOf(source: string): ReadonlySet<string> {
  const events = new Set<string>();
  walk(parseSync(protocol, source).program as unknown as Node, (node) => {
    const alias = nameOf(node["id"]) ?? "";
    if (node.type !== "TSTypeAliasDeclaration" || !/^[A-Z][a-z]+To[A-Z][a-z]+$/.test(alias)) return;
    const members = isNode(node["typeAnnotation"]) ? node["typeAnnotation"]["members"] : [];
    for (const member of Array.isArray(members) ? members : []) {
      const name = isNode(member) ? (nameOf(member["key"]) ?? literalOf(member["key"])) : undefined;
      if (name) events.add(name);
    }
  });
  return events;
}

function socketFault(node: Node, events: ReadonlySet<string>): string | undefined {
  if (node.type !== "CallExpression" || !isNode(node["callee"]) || node["callee"].type !== "MemberExpression") {
    return undefined;
  }
  const method = nameOf(node["callee"]["property"]) ?? "";
  const args = node["arguments"];
  const event = Array.isArray(args) ? literalOf(args[0]) : undefined;
  if (event === undefined || events.has(event)) return undefined;
  if (["emit", "emitWithAck"].includes(method)) return `the event "${event}" is not in ${protocol}`;
  if (["on", "once", "off"].includes(method) && !socketOwn.has(event))
    return `the event "${event}" is not in ${protocol}`;
  return undefined;
}

/** Every breach of the rules in one file: `path:line: what`. */
export function breaches(path: string, source: string, events: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const at = (start: number, what: string): void => {
    found.push(`${path}:${source.slice(0, start).split("\n").length}: ${what}`);
  };
  if (nameless.test(path)) found.push(`${path}:1: a name that says nothing`);
  const parsed = parseSync(path, source);
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message ?? "does not parse"}`);
  const house = path.split("/")[0] ?? "";
  let onSocket = false;
  const calls: Node[] = [];
  walk(parsed.program as unknown as Node, (node) => {
    // Static imports, re-exports, import() and import("…") in types all carry the module's name in `source`.
    const wanted =
      literalOf(node["source"]) ?? (node.type === "TSImportType" ? literalOf(node["argument"]) : undefined);
    if (wanted !== undefined) {
      const fault = importFault(path, wanted);
      if (fault) at(node.start, fault);
      onSocket ||= wanted === "socket.io" || wanted === "socket.io-client";
    }
    if (house === "content") {
      const impure = impurity(node);
      if (impure) at(node.start, `content uses ${impure}`);
    }
    calls.push(node);
  });
  if (onSocket && house !== "test") {
    for (const node of calls) {
      const fault = socketFault(node, events);
      if (fault) at(node.start, fault);
    }
  }
  return found;
}

const events = eventsOf(readFileSync(join(root, protocol), "utf8"));

describe("the house keeps its rules", () => {
  const files = globSync([...houses.map((house) => `${house}/**/*.ts`), "*.ts"], { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.startsWith("test/out/") && !path.includes("node_modules/"));

  it.each(houses.slice(0, 5))("%s", (house) => {
    const own = files.filter((path) => path.startsWith(`${house}/`));
    expect(own.length).toBeGreaterThan(3);
    expect(own.flatMap((path) => breaches(path, readFileSync(join(root, path), "utf8"), events))).toEqual([]);
  });

  it("tools and configuration", () => {
    const own = files.filter((path) => path.startsWith("tools/") || !path.includes("/"));
    expect(own.flatMap((path) => breaches(path, readFileSync(join(root, path), "utf8"), events))).toEqual([]);
  });
});

describe("a breach is found", () => {
  it.each([
    ["content/a.ts", `import { x } from "../server/x.ts";`],
    ["content/a.ts", `import type { X } from "../player/x.ts";`],
    ["content/editorial/a.ts", `export * from "../../admin/x.ts";`],
    ["content/a.ts", `import { readFileSync } from "node:fs";`],
    ["content/a.ts", `import * as z from "zod";`],
    ["content/a.ts", `import { html } from "lit";`],
    ["content/a.ts", `const x = await import("node:crypto");`],
    ["content/a.ts", `type X = import("../server/x.ts").X;`],
    ["content/playout/compile.ts", `import { Temporal } from "temporal-polyfill";`],
    ["content/a.ts", `const now = Date.now();`],
    ["content/a.ts", `const now = Date["now"]();`],
    ["content/a.ts", `const now = new Date();`],
    ["content/a.ts", `const day = new Date(now).getDay();`],
    ["content/a.ts", `const clock = Date.now;`],
    ["content/a.ts", `const x = Math.random();`],
    ["content/a.ts", `const x = Temporal.Now.instant();`],
    ["content/a.ts", `const x = new Intl.DateTimeFormat("vi").format(now);`],
    ["content/a.ts", `const x = process.env;`],
    ["content/a.ts", `const x = document.title;`],
    ["content/a.ts", `const x = window.innerWidth;`],
    ["content/a.ts", `const x = globalThis.crypto;`],
    ["content/a.ts", `const x = await fetch("/api");`],
    ["content/a.ts", `setTimeout(() => {}, 10);`],
    ["content/a.ts", `const x = crypto.randomUUID();`],
    ["content/a.ts", `const x = import.meta.url;`],
    ["server/a.ts", `import { x } from "../player/x.ts";`],
    ["server/routes/a.ts", `import { x } from "../../admin/x.ts";`],
    ["player/a.ts", `import { x } from "../server/x.ts";`],
    ["player/a.ts", `const x = await import("../admin/x.ts");`],
    ["admin/a.ts", `import type { X } from "../server/x.ts";`],
    ["admin/pages/a.ts", `import { x } from "../../player/x.ts";`],
    ["server/a.ts", `import { x } from "../test/support/x.ts";`],
    ["server/a.ts", `import { x } from "../tools/chromium.ts";`],
    ["tools/a.ts", `import { x } from "../test/support/x.ts";`],
    ["vite.config.ts", `import { x } from "./test/support/x.ts";`],
    ["content/utils.ts", ``],
    ["player/date-helpers.ts", ``],
    ["server/types.ts", ``],
    ["admin/common/x.ts", ``],
    ["server/push.ts", `import { Server } from "socket.io"; io.emit("anounce", x);`],
    ["player/link.ts", `import { io } from "socket.io-client"; socket.on("ordre", f);`],
    ["player/link.ts", `import { io } from "socket.io-client"; await socket.emitWithAck("helo", x);`],
  ])("%s: %s", (path, source) => {
    expect(breaches(path, source, events)).toHaveLength(1);
  });

  it("and nothing else is", () => {
    for (const [path, source] of [
      [
        "content/a.ts",
        `import * as z from "zod/mini";\nimport { sha256 } from "@noble/hashes/sha2.js";\nimport { b } from "./b.ts";`,
      ],
      ["content/playout/wall-clock.ts", `import { Temporal } from "temporal-polyfill";`],
      [
        "content/a.ts",
        `// Date.now() and window.x\nconst s = "new Date() in a process.env";\nconst t = { window: 1 }.window;`,
      ],
      ["content/a.ts", `const min = Math.max(a.now, b.fetch);`],
      ["server/a.ts", `import { x } from "../content/x.ts";\nimport { y } from "./db/y.ts";\nconst now = Date.now();`],
      ["admin/a.ts", `import { Server } from "socket.io-client"; socket.on("changed", f); socket.on("disconnect", g);`],
      ["player/a.ts", `target.emit("anything"); element.on("click", f);`],
      ["test/a.test.ts", `import { x } from "../server/x.ts"; import { y } from "./support/y.ts";`],
    ] as const) {
      expect(breaches(path, source, events)).toEqual([]);
    }
  });

  it("with its line", () => {
    expect(breaches("content/a.ts", "const a = 1;\n\nconst b = Date.now();", events)).toEqual([
      "content/a.ts:3: content uses Date.now",
    ]);
  });

  it("by an event table that was really read", () => {
    expect([...events]).toEqual(expect.arrayContaining(["hello", "report", "announce", "changed"]));
  });
});
