import { expect, test } from "vitest";
import { readCode } from "../../../admin/pages/screens/pairing-code.ts";
import { PairingCode, pairingAlphabet } from "../../../content/wire/screen-api.ts";

test("a code is read as people type it: small letters, grouped by spaces or hyphens", () => {
  expect(readCode("k7m w4p")).toEqual({ code: "K7MW4P", odd: undefined, complete: true });
  expect(readCode("K7M-W4P").complete).toBe(true);
  expect(readCode("K7M").complete).toBe(false);
});

test("a character that no code has is pointed at", () => {
  for (const odd of ["0", "O", "1", "I", "L", "Đ"])
    expect(readCode(`K7MW4${odd}`)).toMatchObject({ odd, complete: false });
});

test("what is complete here is what the wire takes", () => {
  for (let i = 0; i < pairingAlphabet.length; i++) {
    const code = (pairingAlphabet + pairingAlphabet).slice(i, i + 6);
    expect(readCode(code).complete).toBe(true);
    expect(PairingCode.safeParse(code).success).toBe(true);
  }
});
