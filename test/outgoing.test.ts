import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** Who may open a connection to anywhere: the demo, which loads its pack through its own server's doors. */
const allowed: ReadonlySet<string> = new Set(["server/seed.ts"]);

const ways = [
  /(?<![.\w]|'|")fetch\s*\(/,
  /from "(?:node:)?(?:net|tls|dgram|dns|http2|https|undici|axios|got)(?:\/\w+)?"/,
  /\brequire\(|\bimport\(["'](?:node:)?(?:net|tls|dgram|https?|http2)/,
  /\b(?:http|https)\.(?:request|get)\s*\(/,
  /import \{[^}]*\b(?:request|get|connect|Agent)\b[^}]*\} from "(?:node:)?https?"/,
  /new (?:WebSocket|EventSource|XMLHttpRequest)\b/,
];

/**
 * The server asks nobody for anything, so no address that somebody typed can make it (SSRF; attacks.md row 38). Whoever
 * adds a request out writes one client for all of them: schemes, addresses resolved once and held, no redirects, caps.
 */
test("nothing in the server opens a connection to anywhere", () => {
  const files = globSync("server/**/*.ts", { cwd: root });
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((file) => {
    const code = readFileSync(join(root, file), "utf8").replaceAll(/\/\*[^]*?\*\/|\/\/.*$|^import type .*$/gm, "");
    return ways.filter((way) => way.test(code)).map((way) => `${file}: ${way.exec(code)?.[0]}`);
  });
  expect(found.filter((line) => !allowed.has(line.split(":")[0] ?? ""))).toEqual([]);
  // The one that does is found, so the search works.
  expect(found.map((line) => line.split(":")[0])).toContain("server/seed.ts");
});
