import { describe, expect, test } from "vitest";
import { canvasPresets } from "../../../content/network/canvas.ts";
import { acceptManifest, type Manifest, manifestType, MediaEntry, SafeCard } from "../../../content/trust/manifest.ts";
import { revision, wordsOnly } from "./message.ts";
import { codeOf, day, noon } from "./signing.ts";

const [canvas] = canvasPresets;
if (!canvas) throw new Error("there are no canvases");

const spot = { message: revision.digest, form: "panel" as const, ms: 10_000, campaign: "c" };
const manifest: Manifest = {
  version: 9,
  lineUp: "l",
  issuedAt: noon,
  expiresAt: noon + 3 * day,
  canvas,
  timeZone: "Asia/Ho_Chi_Minh",
  safeCard: { agency: "Sở Y tế", label: "Đường dây nóng", number: "1900 9095" },
  programme: {
    from: noon,
    until: noon + day,
    lanes: { stage: [{ from: noon, until: noon + day, loop: "a" }], ticker: [{ from: noon, until: noon + day }] },
    loops: { a: [spot] },
    campaigns: { c: { name: "Đợt 1", level: "routine", until: noon + day } },
  },
  messages: [
    {
      digest: revision.digest,
      bytes: revision.bytes,
      approval: { approver: "ha", name: "Phạm Thu Hà", at: noon },
      approvals: ["{}"],
    },
  ],
  media: [{ sha256: "b".repeat(64), bytes: 1000, type: "image/webp" }],
};
const payload = JSON.stringify(manifest);
const version = (n: number, more: object = {}): string => JSON.stringify({ ...manifest, version: n, ...more });
const playing = { version: 9, payload };

describe("a manifest", () => {
  test("is taken with its revisions opened", () => {
    const taken = acceptManifest(payload, undefined);
    expect(taken.manifest).toEqual(manifest);
    expect([...taken.revisions]).toEqual([[revision.digest, revision]]);
    expect(manifestType).toBe("bangtin/manifest/1");
  });

  test("that is newer, or the very one that plays, is taken", () => {
    expect(acceptManifest(version(10), playing).manifest.version).toBe(10);
    expect(acceptManifest(payload, playing).manifest.version).toBe(9);
  });

  test("that is older is refused: a screen never goes back", () => {
    expect(() => acceptManifest(version(8), playing)).toThrow("trust/rollback: 8 < 9");
  });

  test("of the same version with other bytes is refused", () => {
    expect(() => acceptManifest(version(9, { lineUp: "m" }), playing)).toThrow("trust/same-version-other-bytes: 9");
  });

  test.each([
    ["words that are not the ones named", [{ ...manifest.messages[0], bytes: wordsOnly.bytes }]],
    ["a message of one generation with the words of another", [{ ...manifest.messages[0], digest: wordsOnly.digest }]],
  ])("with %s is refused whole", (_, messages) => {
    expect(() => acceptManifest(version(10, { messages }), playing)).toThrow("trust/message-bytes: ");
  });

  test("that plays a message it does not bring is refused whole", () => {
    const loops = { a: [spot, { ...spot, message: wordsOnly.digest }] };
    const programme = { ...manifest.programme, loops };
    expect(() => acceptManifest(version(10, { programme }), playing)).toThrow(
      `trust/missing-message: ${wordsOnly.digest}`,
    );
    expect(() => acceptManifest(version(10, { messages: [] }), playing)).toThrow(
      `trust/missing-message: ${revision.digest}`,
    );
  });

  test.each([
    ["nothing", ""],
    ["a page of a captive portal", "<!doctype html>"],
    ["another document", "{}"],
    ["a field nobody knows", version(10, { more: 1 })],
    ["version zero", version(0)],
    ["half a version", version(9.5)],
    [
      "nine approvals of one message",
      version(10, { messages: [{ ...manifest.messages[0], approvals: Array(9).fill("{}") }] }),
    ],
    [
      "a message without its approvals",
      version(10, { messages: [{ digest: revision.digest, bytes: revision.bytes }] }),
    ],
    ["an empty loop", version(10, { programme: { ...manifest.programme, loops: { a: [] } } })],
  ])("that is %s is refused", async (_, text) => {
    expect(await codeOf(() => acceptManifest(text, undefined))).toBe("trust/malformed");
  });

  test("says what it stumbled over", () => {
    try {
      acceptManifest("{", undefined);
    } catch (error) {
      expect((error as Error).cause).toBeInstanceOf(SyntaxError);
      return;
    }
    throw new Error("it was taken");
  });
});

test("a picture has a hash, a size and a type; a safe card an agency and a number", () => {
  expect(MediaEntry.safeParse({ sha256: "b".repeat(64), bytes: 0, type: "image/webp" }).success).toBe(false);
  expect(MediaEntry.safeParse({ sha256: "b".repeat(64), bytes: 1, type: "x".repeat(41) }).success).toBe(false);
  expect(MediaEntry.safeParse({ sha256: "b".repeat(64), bytes: 1, type: "x".repeat(40) }).success).toBe(true);
  expect(SafeCard.safeParse({ agency: "a", label: "b", number: "c", more: 1 }).success).toBe(false);
  expect(SafeCard.safeParse({}).success).toBe(false);
});
