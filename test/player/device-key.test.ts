import { expect, test } from "vitest";
import { openSigned, type Envelope } from "../../content/trust/envelope.ts";
import { helloPayload, helloType } from "../../content/wire/protocol.ts";
import { Courier } from "../../player/courier.ts";
import { Cupboard } from "../../player/cupboard.ts";
import { makeDeviceKey, openDeviceKey, type DeviceKey } from "../../player/device-key.ts";
import { newBoot, Outbox } from "../../player/outbox.ts";
import { verifySignature } from "../../player/verify.ts";
import { token } from "./answers.ts";
import { freshName, noon } from "./forge.ts";

async function proves(key: DeviceKey, type: string, payload: string): Promise<boolean> {
  const signature = await key.sign(type, payload);
  const envelope: Envelope = { type, payload, signatures: [{ keyId: key.publicKey.keyId, signature }] };
  const entry = { ...key.publicKey, scheme: { kind: "es256" as const } };
  return (await openSigned(JSON.stringify(envelope), type, [entry], verifySignature)).signers.length === 1;
}

test("a device key survives a restart, signs a challenge, and cannot be read out", async () => {
  const name = freshName();
  const made = await makeDeviceKey(new Cupboard(name));
  const opened = await openDeviceKey(new Cupboard(name));
  expect(opened?.publicKey).toEqual(made.publicKey);
  expect(opened && (await proves(opened, helloType, helloPayload("0".repeat(32), newBoot())))).toBe(true);
  const { secret } = (await new Cupboard(name).get("device-key")) as { secret: CryptoKey };
  expect(secret.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("jwk", secret)).rejects.toThrow("not extractable");
  expect(await openDeviceKey(new Cupboard(freshName()))).toBeUndefined();
});

test("a page without WebCrypto has a key too, whose signatures hold as well", async () => {
  const name = freshName();
  Object.defineProperty(crypto, "subtle", { value: undefined, configurable: true });
  let key: DeviceKey;
  try {
    await makeDeviceKey(new Cupboard(name));
    key = (await openDeviceKey(new Cupboard(name))) as DeviceKey;
    expect(await proves(key, helloType, "{}")).toBe(true);
  } finally {
    Reflect.deleteProperty(crypto, "subtle");
  }
  expect(await proves(key, helloType, "{}")).toBe(true);
});

test("proofs of play leave under the device's signature, in the one spelling", async () => {
  const cupboard = new Cupboard(freshName());
  const key = await makeDeviceKey(cupboard);
  const outbox = await Outbox.open(cupboard, newBoot());
  const lane = "stage" as const;
  const play = {
    message: "a".repeat(64),
    campaign: "c1",
    lane,
    from: noon,
    until: noon + 9000,
    whole: true,
    version: 1,
  };
  await outbox.record(play);
  let sent = "";
  const courier = new Courier(
    outbox,
    async (_path, init) => {
      sent = ((await new Response(init.body).json()) as { envelope: string }).envelope;
      return Response.json({ stored: [0] });
    },
    token,
    key,
  );
  await courier.send();
  const entry = { ...key.publicKey, scheme: { kind: "es256" as const } };
  const { payload } = await openSigned(sent, "bangtin/plays/1", [entry], verifySignature);
  const { message, ...rest } = play;
  expect(payload).toBe(JSON.stringify({ boot: outbox.boot, plays: [{ seq: 0, message, ...rest }] }));
  expect(outbox.waiting).toBe(0);
});
