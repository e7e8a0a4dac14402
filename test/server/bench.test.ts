import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = fileURLToPath(new URL("../bench/run.ts", import.meta.url));

// In their shortest form: that they run and say what they measured. How fast it was is no matter of a test.
test.each([
  ["weight", []],
  ["compile", ["--venues", "200", "--rounds", "1"]],
  ["fanout", ["--n", "20", "--rounds", "1", "--announcements", "5"]],
  ["takeover", ["--n", "20", "--venues", "2", "--rounds", "1"]],
  ["recall", ["--n", "20", "--venues", "2", "--rounds", "1"]],
])(
  "the bench %s runs through and prints one line of figures",
  async (bench, options) => {
    const { stdout } = await promisify(execFile)(process.execPath, [run, bench, ...options]);
    const lines = stdout.trim().split("\n");
    expect(lines).toHaveLength(1);
    const figures = JSON.parse(lines[0] ?? "") as Record<string, unknown>;
    expect(figures).toMatchObject({ bench, budget: expect.any(Number) });
    expect(figures["ratio"]).toBeGreaterThan(0);
  },
  120_000,
);
