import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import {
  challengeFor,
  longest,
  openEnvelope,
  openSigned,
  readEnvelope,
  readPayload,
  signedBytes,
} from "../../../content/trust/envelope.ts";
import { codeOf, enveloped, hand, passkeySignature, sealed, signatureOf, verifyByNode } from "./signing.ts";

const type = "bangtin/test/1";
const payload = '{"a":1}';
const ha = hand("ha", ["approver"]);
const phuc = hand("phuc", ["approver"]);
const stranger = hand("stranger", ["approver"]);
const keys = [ha.entry, phuc.entry];
const open = (text: string, limit?: number) => openSigned(text, type, keys, verifyByNode, limit);
const with1 = (signature: object) => JSON.stringify({ type, payload, signatures: [signature] });

describe("signed bytes", () => {
  test("are opened as exactly the text that was signed, with those who signed it", async () => {
    expect(await open(sealed(type, payload, ha, phuc))).toEqual({ payload, signers: keys });
  });

  test("carry their type inside, so that one document is never taken for another", async () => {
    expect(new TextDecoder().decode(signedBytes("a", "b"))).toBe("a\nb");
    const other = sealed("bangtin/other/1", payload, ha);
    expect(await codeOf(open(other))).toBe("trust/wrong-type");
    expect(await codeOf(open(other.replace("bangtin/other/1", type)))).toBe("trust/bad-signature");
  });

  test.each([
    ["not JSON", "{"],
    ["nothing", ""],
    ["an array", "[]"],
    ["without signatures", JSON.stringify({ type, payload, signatures: [] })],
    ["with a field that nobody knows", JSON.stringify({ ...JSON.parse(sealed(type, payload, ha)), alg: "none" })],
    [
      "with seventeen signatures",
      enveloped({ type, payload, signatures: Array(17).fill(signatureOf(type, payload, ha)) }),
    ],
    [
      "with a payload that is not text",
      JSON.stringify({ type, payload: { a: 1 }, signatures: [signatureOf(type, payload, ha)] }),
    ],
  ])("that are malformed (%s) are refused", async (_, text) => {
    expect(await codeOf(open(text))).toBe("trust/malformed");
  });

  test("longer than allowed are refused unread, at the very character", async () => {
    const text = sealed(type, payload, ha);
    expect((await open(text, text.length)).payload).toBe(payload);
    expect(await codeOf(open(text, text.length - 1))).toBe("trust/too-long");
    expect(await codeOf(open("x".repeat(longest.manifest + 1)))).toBe("trust/too-long");
    expect(await codeOf(open("x".repeat(longest.manifest)))).toBe("trust/malformed");
  });

  test("by nobody we know count for nothing", async () => {
    expect(await codeOf(open(sealed(type, payload, stranger)))).toBe("trust/unknown-key");
  });

  test("by one we know and one we do not are the one's", async () => {
    expect((await open(sealed(type, payload, stranger, ha))).signers).toEqual([ha.entry]);
  });

  test("signed twice by one key have one signer", async () => {
    expect((await open(sealed(type, payload, ha, ha))).signers).toEqual([ha.entry]);
  });

  test("with one good and one wrong signature are refused whole", async () => {
    const wrong = { ...signatureOf(type, payload, ha), keyId: phuc.key.keyId };
    expect(await codeOf(open(enveloped({ type, payload, signatures: [signatureOf(type, payload, ha), wrong] })))).toBe(
      "trust/bad-signature",
    );
  });

  test("changed by one character are refused", async () => {
    expect(await codeOf(open(sealed(type, payload, ha).replace("1}", "2}")))).toBe("trust/bad-signature");
  });

  test("may be opened by bare public keys too", async () => {
    expect(await openEnvelope(sealed(type, payload, ha), type, [ha.key], verifyByNode)).toBe(payload);
    expect(await codeOf(openEnvelope(sealed(type, payload, ha), type, [phuc.key], verifyByNode))).toBe(
      "trust/unknown-key",
    );
    expect(await codeOf(openEnvelope(sealed(type, payload, ha), type, [ha.key], verifyByNode, 10))).toBe(
      "trust/too-long",
    );
  });

  test("are read without being believed", () => {
    expect(readEnvelope(sealed(type, payload, stranger), type).payload).toBe(payload);
  });
});

describe("an algorithm that is not ours", () => {
  test.each([
    ["DER instead of raw r‖s", () => sign("sha256", signedBytes(type, payload), ha.secret).toString("base64url")],
    [
      "P-384",
      () => {
        const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
        return sign("sha256", signedBytes(type, payload), { key: privateKey, dsaEncoding: "ieee-p1363" })
          .toString("base64url")
          .slice(0, 120);
      },
    ],
    [
      "Ed25519",
      () => sign(null, signedBytes(type, payload), generateKeyPairSync("ed25519").privateKey).toString("base64url"),
    ],
    [
      "SHA-384",
      () =>
        sign("sha384", signedBytes(type, payload), { key: ha.secret, dsaEncoding: "ieee-p1363" }).toString("base64url"),
    ],
    ["none", () => ""],
    ["all zeros", () => Buffer.alloc(64).toString("base64url")],
  ])("%s is refused", async (_, signature) => {
    expect(await codeOf(open(with1({ keyId: ha.key.keyId, signature: signature() })))).toBe("trust/bad-signature");
  });
});

describe("a passkey", () => {
  const origins = ["https://bangtin.example", "https://desk.example"];
  const holder = hand("ha", ["approver"], { scheme: { kind: "webauthn", rpId: "bangtin.example", origins } });
  const judge = (signature: object) => codeOf(openSigned(with1(signature), type, [holder.entry], verifyByNode));

  test("signs from any of its own pages", async () => {
    for (const origin of origins) {
      expect(await judge(passkeySignature(type, payload, holder, { origin }))).toBe("no refusal");
    }
  });

  test.each([
    ["on another page", { origin: "https://evil.example" }],
    ["for another domain", { rpId: "evil.example" }],
    ["when nobody was recognised", { flags: 0x01 }],
    ["when nobody was there", { flags: 0x04 }],
    ["to another question", { challenge: challengeFor(type, '{"a":2}') }],
    ["to be registered, not to sign", { kind: "webauthn.create" }],
    ["with client data that is not JSON", { client: "{" }],
    ["with client data that says nothing", { client: "{}" }],
  ])("that answers %s is refused", async (_, wrong) => {
    expect(await judge(passkeySignature(type, payload, holder, wrong))).toBe("trust/bad-signature");
  });

  test("that signs the bytes themselves, without its own page around them, is refused", async () => {
    expect(await judge(signatureOf(type, payload, holder))).toBe("trust/bad-signature");
  });

  test("cannot be played by a browser's key, nor the other way about", async () => {
    expect(await codeOf(open(with1(passkeySignature(type, payload, ha))))).toBe("trust/bad-signature");
  });

  test("whose authenticator says too little is refused", async () => {
    const good = passkeySignature(type, payload, holder);
    expect(await judge({ ...good, webauthn: { ...good.webauthn, authenticator: "AAAA" } })).toBe("trust/bad-signature");
    expect(await judge({ ...good, webauthn: { ...good.webauthn, authenticator: "?" } })).toBe("trust/bad-signature");
  });

  test("whose words are changed after it signed is refused", async () => {
    const good = passkeySignature(type, payload, holder);
    const client = (good.webauthn?.client ?? "").replace('"crossOrigin":false', '"crossOrigin":true');
    expect(await judge({ ...good, webauthn: { ...good.webauthn, client } })).toBe("trust/bad-signature");
  });
});

describe("a payload has one spelling", () => {
  const Schema = z.strictObject({ a: z.int(), b: z.optional(z.string().check(z.normalize("NFC"))) });

  test("and that one is read", () => {
    expect(readPayload(Schema, '{"a":1,"b":"Ậ"}')).toEqual({ a: 1, b: "Ậ" });
  });

  test.each([
    ["a key twice", '{"a":2,"a":1}'],
    ["a space", '{"a": 1}'],
    ["another order", '{"b":"x","a":1}'],
    ["a field nobody knows", '{"a":1,"c":2}'],
    ["a prototype", '{"a":1,"__proto__":{}}'],
    ["letters taken apart (NFD)", `{"a":1,"b":"${"Ậ".normalize("NFD")}"}`],
    ["an escape that is not needed", '{"a":1,"b":"\\u0041"}'],
    ["not JSON", "a"],
    ["another type", '{"a":"1"}'],
  ])("%s is refused", async (_, text) => {
    expect(await codeOf(() => readPayload(Schema, text))).toBe("trust/malformed");
  });
});
