/**
 * What a screen loads before anything is shown: the JavaScript and CSS that the player's index.html names and what they
 * import statically, gzipped one by one as a server sends them. Fonts, lazy chunks and the service worker come after.
 */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { report, round } from "./measure.ts";

const budgetBytes = 45_000;

// Built in memory, so that neither a stale `dist` is measured nor a running server loses its files.
const configFile = fileURLToPath(new URL("../../vite.player.config.ts", import.meta.url));
const result = await build({ configFile, logLevel: "silent", build: { write: false } });
if (!("output" in result)) throw new Error("the player is one build");
const files = new Map(result.output.map((file) => [file.fileName, file]));

const gzipped = (file: Rolldown.OutputChunk | Rolldown.OutputAsset): number =>
  gzipSync(file.type === "chunk" ? file.code : file.source).length;

const page = files.get("index.html");
if (page?.type !== "asset") throw new Error("the build has no index.html");
const html = typeof page.source === "string" ? page.source : new TextDecoder().decode(page.source);
const named = [...html.matchAll(/(?:src|href)="\/player\/([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? "");

const initial = new Set<string>();
function load(name: string): void {
  if (initial.has(name)) return;
  const file = files.get(name);
  if (!file) throw new Error(`${name} is loaded and not built`);
  initial.add(name);
  if (file.type === "chunk") file.imports.forEach(load);
}
named.forEach(load);
if (![...initial].some((name) => name.endsWith(".js"))) throw new Error("index.html loads no script");

const sum = (names: Iterable<string>, kind: RegExp): number =>
  [...names].reduce((bytes, name) => {
    const file = files.get(name);
    return file && kind.test(name) ? bytes + gzipped(file) : bytes;
  }, 0);
const later = [...files.keys()].filter((name) => !initial.has(name) && name !== "sw.js");
const [js, css] = [sum(initial, /\.js$/), sum(initial, /\.css$/)];

report({
  bench: "weight",
  ratio: round((js + css) / budgetBytes),
  budget: 1,
  bytes: js + css,
  jsBytes: js,
  cssBytes: css,
  files: initial.size,
  lazyBytes: sum(later, /\.(js|css)$/),
  serviceWorkerBytes: sum(files.keys(), /^sw\.js$/),
});
