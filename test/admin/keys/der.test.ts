import { p256 } from "@noble/curves/nist.js";
import { expect, test } from "vitest";
import { rawFromDer } from "../../../admin/keys/der.ts";

const { secretKey } = p256.keygen(new Uint8Array(48).fill(7));

test("a passkey's DER signature becomes the raw one, however long its numbers are", () => {
  const lengths = new Set<number>();
  for (let i = 0; i < 600; i++) {
    const raw = p256.sign(new TextEncoder().encode(`bangtin ${i}`), secretKey, { lowS: false });
    const der = p256.Signature.fromBytes(raw).toBytes("der");
    lengths.add(der.length);
    expect(rawFromDer(der), `message ${i}`).toEqual(new Uint8Array(raw));
  }
  expect(lengths.size, "numbers of several lengths were tried").toBeGreaterThan(2);
});

test("what is not exactly one DER signature is not read", () => {
  const good = p256.Signature.fromBytes(p256.sign(new Uint8Array([1]), secretKey)).toBytes("der");
  const changed = (at: number, to: number): Uint8Array => good.map((byte, i) => (i === at ? to : byte));
  expect(rawFromDer(new Uint8Array())).toBeUndefined();
  expect(rawFromDer(good.subarray(0, -1)), "cut short").toBeUndefined();
  expect(rawFromDer(new Uint8Array([...good, 0])), "with something after it").toBeUndefined();
  expect(rawFromDer(changed(0, 0x31)), "not a sequence").toBeUndefined();
  expect(rawFromDer(changed(1, good.length)), "a wrong length").toBeUndefined();
  expect(rawFromDer(changed(2, 0x04)), "not an integer").toBeUndefined();
  expect(rawFromDer(changed(3, 0x7f)), "an integer beyond the end").toBeUndefined();
  expect(rawFromDer(changed(4, 0x80)), "a negative number").toBeUndefined();
  expect(rawFromDer(new Uint8Array([0x30, 6, 2, 1, 0, 2, 1, 1])), "zero").toBeUndefined();
  expect(rawFromDer(new Uint8Array([0x30, 7, 2, 2, 0, 1, 2, 1, 1])), "a zero too many").toBeUndefined();
});
