import { describe, expect, test } from "vitest";
import { readAddress, withoutClaim } from "../../player/address.ts";
import { fit } from "../../player/fit.ts";
import { clockFace } from "../../player/local-clock.ts";
import { silenceMs, staleChangeAt, staleText } from "../../player/stale.ts";
import { hour, noon } from "./forge.ts";

const zone = "Asia/Ho_Chi_Minh";

describe("the page's address", () => {
  test("names a profile, a token and a preview", () => {
    expect(readAddress("?profile=airport", "#claim=abcdefghijklmnopqrstuvwxyz")).toEqual({
      profile: "airport",
      claim: "abcdefghijklmnopqrstuvwxyz",
      preview: false,
    });
    expect(readAddress("?preview", "")).toEqual({ profile: "main", claim: undefined, preview: true });
  });

  test("names no profile that could reach another's storage, and no token that is none", () => {
    for (const profile of ["", "../x", "A", "a".repeat(41)]) {
      expect(readAddress(`?profile=${encodeURIComponent(profile)}`, "#claim=short")).toMatchObject({
        profile: "main",
        claim: undefined,
      });
    }
  });

  test("loses the token once it is kept", () => {
    expect(withoutClaim("http://x/player/?profile=a#claim=abcdefghijklmnopqrstuvwxyz")).toBe(
      "http://x/player/?profile=a",
    );
    expect(withoutClaim("http://x/player/#a=1&claim=abcdefghijklmnopqrstuvwxyz")).toBe("http://x/player/#a=1");
  });
});

describe("a canvas in a window", () => {
  const board = { width: 1920, height: 1080 };
  test("is contained and centred", () => {
    expect(fit(board, board)).toEqual({ scale: 1, left: 0, top: 0 });
    expect(fit(board, { width: 960, height: 1080 })).toEqual({ scale: 0.5, left: 0, top: 270 });
    expect(fit(board, { width: 1920, height: 540 })).toEqual({ scale: 0.5, left: 480, top: 0 });
    expect(fit({ width: 720, height: 576 }, board).scale).toBe(1.875);
  });
  test("keeps its size in a window without area", () => {
    expect(fit(board, { width: 0, height: 0 })).toEqual({ scale: 1, left: 0, top: 0 });
  });
});

describe("the clock on the screen", () => {
  test("is the venue's, in Vietnamese", () => {
    expect(clockFace(noon, zone)).toEqual({ time: "14:00", date: "Thứ Sáu, 07/02/2020" });
    expect(clockFace(noon + 10 * hour, zone)).toEqual({ time: "00:00", date: "Thứ Bảy, 08/02/2020" });
    expect(clockFace(noon + 41 * hour, "UTC")).toEqual({ time: "00:00", date: "Chủ Nhật, 09/02/2020" });
  });
});

describe("a screen that may be out of date says so", () => {
  const fresh = { now: noon, lastContact: noon, expiresAt: noon + hour, timeZone: zone };
  test("not while it hears the server", () => {
    expect(staleText(fresh)).toBeUndefined();
  });
  test("after ten minutes of silence, with the time of the last contact", () => {
    expect(staleText({ ...fresh, now: noon + silenceMs })).toBeUndefined();
    expect(staleText({ ...fresh, now: noon + silenceMs + 1 })).toBe("Mất kết nối · liên lạc lần cuối 14:00 07/02/2020");
    expect(staleChangeAt(fresh)).toBe(noon + silenceMs + 1);
  });
  test("from the manifest's end on, even while connected", () => {
    const expired = { ...fresh, now: noon + hour, lastContact: noon + hour };
    expect(staleText(expired)).toBe("Nội dung có thể đã cũ · liên lạc lần cuối 15:00 07/02/2020");
    expect(staleChangeAt({ ...fresh, lastContact: noon + hour - 1 })).toBe(noon + hour);
  });
  test("when it never heard the server at all", () => {
    expect(staleText({ ...fresh, lastContact: undefined })).toBe("Mất kết nối · chưa từng liên lạc");
    expect(staleChangeAt({ ...fresh, lastContact: undefined, expiresAt: undefined })).toBe(Infinity);
  });
});
