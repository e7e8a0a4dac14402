import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { beforeAll, expect, test } from "vitest";

/** What the desk's build sends to a browser. Built here, in memory, so that a stale `dist` proves nothing. */

type Chunk = Rolldown.OutputChunk;
let chunks: readonly Chunk[] = [];

beforeAll(async () => {
  const built = await build({ configFile: "vite.admin.config.ts", logLevel: "error", build: { write: false } });
  const outputs = (Array.isArray(built) ? built : [built]) as readonly Rolldown.RolldownOutput[];
  chunks = outputs.flatMap(({ output }) => output.filter((file): file is Chunk => file.type === "chunk"));
}, 60_000);

test("the kit's usage statistics and its tooltip are not in the desk", () => {
  expect(chunks.length).toBeGreaterThan(10);
  const code = chunks.map((chunk) => chunk.code).join("\n");
  expect(code).not.toContain("usage-stats/submit");
  const modules = chunks.flatMap((chunk) => chunk.moduleIds);
  expect(modules.filter((id) => id.includes("vaadin-usage-statistics/vaadin-usage-statistics-collect"))).toEqual([]);
  expect(modules.filter((id) => id.includes("@vaadin/tooltip"))).toEqual([]);
});

/** Gzipped bytes that a page may add to the frame. */
const budget = 80_000;
/** Local time of other zones, for the slider over fourteen days, needs Temporal: 19 KB of it. */
const screensBudget = 95_000;

test("no page adds more to the frame than its budget", () => {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const withImports = (file: string, into: Set<string>): Set<string> => {
    if (into.has(file)) return into;
    into.add(file);
    for (const next of byName.get(file)?.imports ?? []) withImports(next, into);
    return into;
  };
  const size = (files: Iterable<string>): number => {
    let sum = 0;
    for (const file of files) sum += gzipSync(byName.get(file)?.code ?? "").length;
    return sum;
  };
  const entry = chunks.find((chunk) => chunk.isEntry && chunk.facadeModuleId?.endsWith("admin/index.html"));
  if (!entry) throw new Error("no entry");
  const frame = withImports(entry.fileName, new Set());
  // A page is a file of admin/pages; what lies deeper comes to a page that is there already.
  const pages = chunks.filter(
    (chunk) => chunk.isDynamicEntry && /\/admin\/pages\/[^/]+\.ts$/.test(chunk.facadeModuleId ?? ""),
  );
  expect(pages.length).toBeGreaterThan(7);
  for (const page of pages) {
    const own = [...withImports(page.fileName, new Set())].filter((file) => !frame.has(file));
    expect(size(own), page.fileName).toBeLessThan(page.name === "screens" ? screensBudget : budget);
  }
});
