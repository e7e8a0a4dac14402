import { expect, test } from "vitest";
import { levelsOf } from "../../../content/trust/offers.ts";

const spot = (message: string, campaign: string) => ({ message, campaign, form: "panel" as const, ms: 1000 });
const campaign = (level: "routine" | "priority" | "urgent") => ({ name: "", level, until: 1 });

test("a message runs at the level of the loudest campaign that runs it, in whatever order they come", () => {
  const campaigns = { r: campaign("routine"), p: campaign("priority"), u: campaign("urgent") };
  const levels = levelsOf({
    loops: {
      a: [spot("quiet", "r"), spot("both", "r"), spot("both", "p")],
      b: [spot("both", "r"), spot("loud", "u"), spot("loud", "p")],
    },
    campaigns,
  });
  expect([...levels]).toEqual([
    ["quiet", "routine"],
    ["both", "priority"],
    ["loud", "urgent"],
  ]);
});

test("a campaign that the programme does not name might be anything: its messages need the highest approval", () => {
  expect([...levelsOf({ loops: { a: [spot("m", "nobody")] }, campaigns: {} })]).toEqual([["m", "urgent"]]);
});
