import { expect, test } from "vitest";
import { hijack } from "./attacks/hijacked-server.ts";

// The short form; `npm run attacks` lives 2,000 histories.

test("a hijacked server, whatever it does, brings nothing unapproved onto a screen, no version back and no blank", async () => {
  const { histories, approved, takeovers, safe, refusals } = await hijack(150);
  expect(histories).toBe(150);
  // Histories in which nothing was ever shown, or nothing ever refused, would prove nothing.
  expect(Math.min(approved, takeovers, safe)).toBeGreaterThan(0);
  expect(Object.keys(refusals)).toEqual(expect.arrayContaining(["trust/unknown-key", "trust/bad-signature"]));
});

test("these histories would find out a screen that believes its server", async () => {
  await expect(hijack(150, { gullible: true })).rejects.toThrow(/Counterexample/);
});
