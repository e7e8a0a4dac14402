import { assert, property, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { fromBase64url, toBase64url } from "../../../content/trust/base64url.ts";

test("any bytes come back as they were, in the spelling that Node writes", () => {
  assert(
    property(uint8Array({ maxLength: 70 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64url(text)).toEqual(bytes);
    }),
  );
});

test.each([
  ["a padded text", "QUI="],
  ["the other alphabet", "+/+/"],
  ["a space", "QU I"],
  ["a lone letter", "Q"],
  ["a lone letter that stands for zeros", "A"],
  ["a lone letter after whole groups", "QUJDR"],
  ["bits left over that are not zero", "QUJ"],
  ["bits left over of a single byte", "QR"],
])("%s is not base64url: the same bytes have one spelling", (_, text) => {
  expect(fromBase64url(text)).toBeUndefined();
});

test("nothing is nothing", () => {
  expect(fromBase64url("")).toEqual(new Uint8Array(0));
  expect(toBase64url(new Uint8Array(0))).toBe("");
});
