import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** `style="…"` is inline style to the pages' policy (content/wire/page-policy.ts) and has no effect; `.style=${…}` is not. */
test("no template writes a style attribute, which the policy of its page would refuse", () => {
  const files = globSync(["admin/**/*.{ts,html}", "player/**/*.{ts,html}"], { cwd: root });
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .flatMap((line, n) => (/[\s`]style=["'$]|<style/.test(line) ? [`${file}:${n + 1}`] : [])),
  );
  expect(found).toEqual([]);
});
