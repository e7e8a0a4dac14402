import { defineConfig } from "vitest/config";

/** What `npm run mutation` runs for every mutant of content/trust: the tests that state its rules, and nothing slower. */
export default defineConfig({
  test: { include: ["test/content/trust/**/*.test.ts"], environment: "node" },
});
