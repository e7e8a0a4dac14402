import { beforeEach, describe, expect, test } from "vitest";
import { manifestType } from "../../content/trust/manifest.ts";
import { Problem } from "../../content/wire/problem.ts";
import { Removed, Unreachable } from "../../player/ask.ts";
import { Cupboard } from "../../player/cupboard.ts";
import { judge, loadGeneration, storedMedia, storeMedia, type Generation } from "../../player/generation.ts";
import { Updater } from "../../player/update.ts";
import { Answers, problem, token } from "./answers.ts";
import {
  bannerForm,
  crawler,
  fileOf,
  freshName,
  holder,
  hour,
  newManifest,
  newMessage,
  newPicture,
  newSigner,
  noon,
  sealed,
  spot,
  type File,
  type Signer,
} from "./forge.ts";

let signer: Signer;
let answers: Answers;
let name: string;
let cupboard: Cupboard;
let played: number[];
let waited: number[];
/** The version that the heartbeat names. */
let named: number;

beforeEach(async () => {
  signer = await newSigner();
  answers = new Answers();
  name = freshName();
  cupboard = new Cupboard(name);
  played = [];
  waited = [];
  named = 0;
});

/** As after a start of the page: what the store holds is judged again. */
async function boot(floor?: number): Promise<Updater> {
  return updater(await loadGeneration(cupboard, signer.trust), floor);
}

function updater(current: Generation | undefined, floor?: number): Updater {
  const { keyId } = signer.server.entry;
  return new Updater(
    {
      fetch: answers.fetch,
      token,
      trust: { ...signer.trust, floors: () => (floor === undefined ? {} : { manifest: { keyId, version: floor } }) },
      cupboard,
      anchor: async () => named,
      wait: async (ms) => void waited.push(ms),
      complete: (generation) => played.push(generation.trusted.manifest.version),
      progress: () => {},
    },
    current,
  );
}

async function publish(version: number, files: readonly File[] = [], etag = `"${version}"`): Promise<void> {
  const messages = files.map((file, at) => newMessage(`Hình ${at}`, bannerForm(file)));
  const all = messages.length > 0 ? messages : [newMessage(`Thông điệp ${version}`)];
  const stage = all.map((message) => spot(message, files.length > 0 ? "banner" : "panel"));
  answers.publish(await signer.sign(newManifest({ version, stage, messages: all, media: files })), etag, files);
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return error instanceof Problem ? error.code : String(error);
}

async function storedVersion(): Promise<number | undefined> {
  // Another connection, as another start of the browser would have.
  const generation = await loadGeneration(new Cupboard(name), signer.trust);
  return generation?.trusted.manifest.version;
}

describe("an update", () => {
  test("is played and survives a restart once every byte is there", async () => {
    const red = await newPicture("red");
    await publish(1, [red]);
    expect(await (await boot()).run()).toBe("switched");
    expect(played).toEqual([1]);
    expect(await storedVersion()).toBe(1);
    expect(await storedMedia(cupboard)).toEqual(new Set([red.rendition.sha256]));
  });

  test("costs no bytes when nothing changed", async () => {
    await publish(1);
    const update = await boot();
    await update.run();
    expect(await update.run()).toBe("unchanged");
    expect(played).toEqual([1]);
  });

  test("for a canvas of another shape than the one that was paired is refused", async () => {
    const spread = newManifest({ version: 2, messages: [], canvas: crawler });
    answers.publish(await signer.sign(spread), '"2"');
    const work = (await boot()).run();
    await expect(work).rejects.toThrow("trust/other-canvas");
    expect(await storedVersion()).toBeUndefined();
  });

  test("is nothing while nothing was published for this screen", async () => {
    expect(await (await boot()).run()).toBe("none");
  });

  test("waits for a file that the server does not have yet, and keeps the old generation", async () => {
    const [red, blue] = [await newPicture("red"), await newPicture("blue")];
    await publish(1, [red]);
    const update = await boot();
    await update.run();
    await publish(2, [blue]);
    answers.files.delete(blue.rendition.sha256);
    await expect(update.run()).rejects.toThrow(Unreachable);
    expect(waited).toEqual([1000, 3000, 9000]);
    expect(await storedVersion()).toBe(1);
    // Both generations' media are kept until the switch: one plays, the other arrives.
    expect(await storedMedia(cupboard)).toContain(red.rendition.sha256);

    answers.files.set(blue.rendition.sha256, blue.bytes);
    await update.run();
    expect(played).toEqual([1, 2]);
    expect(await storedMedia(cupboard)).toEqual(new Set([blue.rendition.sha256]));
  });

  test("keeps what of the arriving generation has come, through a restart", async () => {
    const files = [
      await newPicture("red"),
      await newPicture("blue"),
      await newPicture("green"),
      await newPicture("black"),
    ];
    await publish(1, files);
    const last = files[3]?.rendition.sha256 ?? "";
    answers.files.delete(last);
    await expect((await boot()).run()).rejects.toThrow(Unreachable);
    answers.files.set(last, files[3]?.bytes ?? new Uint8Array());
    answers.asked.length = 0;
    await (await boot()).run();
    expect(answers.asked.filter((path) => path.startsWith("/media/"))).toEqual([`/media/${last}`]);
    expect(played).toEqual([1]);
  });

  test("fetches again what has rotted on the disk, although the manifest is unchanged", async () => {
    const red = await newPicture("red");
    await publish(1, [red]);
    await (await boot()).run();
    await storeMedia(cupboard, red.rendition.sha256, new Blob([new Uint8Array([1, 2, 3])]));
    played = [];
    expect(await (await boot()).run()).toBe("unchanged");
    expect(played).toEqual([1]);
    expect(answers.asked.filter((path) => path.startsWith("/media/"))).toHaveLength(2);
  });

  test("of a screen that was removed meanwhile is neither stored nor played", async () => {
    await publish(1);
    const update = await boot();
    const running = update.run();
    update.close();
    await running;
    expect(played).toEqual([]);
    expect(await storedVersion()).toBeUndefined();
  });

  test("says that the screen was removed only when the server said so itself", async () => {
    await publish(1);
    const update = await boot();
    answers.instead = () => problem("screen/unknown-token", 401);
    await expect(update.run()).rejects.toThrow(Removed);
    for (const instead of [
      () => problem("auth/signed-out", 401),
      () => problem("server/unavailable", 503),
      () => new Response("<h1>Sign in to the hotel</h1>", { status: 401 }),
    ]) {
      answers.instead = instead;
      await expect(update.run()).rejects.toThrow(Unreachable);
    }
    answers.down = true;
    await expect(update.run()).rejects.toThrow(Unreachable);
  });
});

describe("refused, and the last good generation plays on:", () => {
  let update: Updater;
  beforeEach(async () => {
    await publish(5, [await newPicture("red")]);
    update = await boot();
    await update.run();
  });

  async function expectRefused(code: string): Promise<void> {
    expect(await refusalOf(update.run())).toBe(code);
    expect(played).toEqual([5]);
    expect(await storedVersion()).toBe(5);
    expect(await refusalOf((await boot(5)).run())).toBe(code);
  }

  test("a payload with one character changed", async () => {
    await publish(6);
    answers.envelope = answers.envelope?.replace("Thông điệp", "Thông điệq");
    await expectRefused("trust/bad-signature");
  });

  test("a signature with one bit changed", async () => {
    await publish(6);
    const envelope = JSON.parse(answers.envelope ?? "") as { signatures: { signature: string }[] };
    const [first] = envelope.signatures;
    if (first) first.signature = (first.signature.startsWith("A") ? "B" : "A") + first.signature.slice(1);
    answers.envelope = JSON.stringify(envelope);
    await expectRefused("trust/bad-signature");
  });

  test("a manifest that another server signed", async () => {
    const pinned = signer;
    signer = await newSigner();
    await publish(6);
    signer = pinned;
    await expectRefused("trust/unknown-key");
  });

  test("another server's signature under the pinned key's name", async () => {
    const pinned = signer;
    signer = await newSigner();
    await publish(6);
    answers.envelope = answers.envelope?.replaceAll(signer.server.entry.keyId, pinned.server.entry.keyId);
    signer = pinned;
    await expectRefused("trust/bad-signature");
  });

  test("an older version", async () => {
    await publish(4);
    await expectRefused("trust/rollback");
  });

  test("a version so high that no honest one could come after it", async () => {
    await publish(9_007_199_254_740_991);
    await expectRefused("trust/fast-forward");
  });

  test("an approval in the place of a manifest", async () => {
    answers.publish(await signer.approve(newMessage("Rửa tay")), '"6"');
    await expectRefused("trust/wrong-type");
  });

  test("a manifest of a time when the server's key did not count yet", async () => {
    const { root } = signer.trust;
    const late = { ...signer.server.entry, since: noon + hour };
    const keys = root().keys.map((key) => (key.keyId === late.keyId ? late : key));
    const trust = { ...signer.trust, root: () => ({ ...root(), keys }) };
    await publish(6);
    expect(await refusalOf(judge(answers.envelope ?? "", "", trust, update.current))).toBe("trust/void-key");
  });

  test("a manifest of a server key that the root ended, dated back to when it counted", async () => {
    const { root } = signer.trust;
    const ended = { ...signer.server.entry, until: noon + hour };
    const keys = root().keys.map((key) => (key.keyId === ended.keyId ? ended : key));
    const trust = { ...signer.trust, root: () => ({ ...root(), keys }) };
    await publish(6);
    expect(await refusalOf(judge(answers.envelope ?? "", "", trust, update.current))).toBe("trust/unknown-key");
  });

  test("the same version with other bytes", async () => {
    await publish(5, [await newPicture("blue")], '"5b"');
    await expectRefused("trust/same-version-other-bytes");
  });

  test("a body cut in the middle", async () => {
    await publish(6);
    answers.envelope = answers.envelope?.slice(0, 300);
    await expectRefused("trust/malformed");
  });

  test("a body without an end", async () => {
    let sent = 0;
    answers.instead = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 1_000_000;
            controller.enqueue(new Uint8Array(1_000_000));
          },
        }),
        { headers: { etag: '"x"' } },
      );
    expect(await refusalOf(update.run())).toBe("trust/too-long");
    expect(sent).toBeLessThan(10_000_000);
    expect(await storedVersion()).toBe(5);
  });

  test("a picture with one bit flipped", async () => {
    const blue = await newPicture("blue");
    await publish(6, [blue]);
    const flipped = new Uint8Array(blue.bytes);
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    answers.files.set(blue.rendition.sha256, flipped);
    await expectRefused("trust/media-bytes");
    expect(await storedMedia(cupboard)).not.toContain(blue.rendition.sha256);
  });

  test("a picture longer than was declared, without reading all of it", async () => {
    const blue = await newPicture("blue");
    await publish(6, [blue]);
    answers.files.set(blue.rendition.sha256, new Uint8Array(blue.bytes.length + 1));
    await expectRefused("trust/media-bytes");
  });

  test("a picture shorter than was declared", async () => {
    const blue = await fileOf(new Uint8Array(5000).fill(7));
    await publish(6, [blue]);
    answers.files.set(blue.rendition.sha256, blue.bytes.slice(0, 4000));
    await expectRefused("trust/media-bytes");
  });
});

describe("a server key that a new root replaced", () => {
  test("binds nobody any more: what it drove too far is overtaken by the new key's next version", async () => {
    const server = await holder("server-2", ["server"]);
    const before = await signer.sign(newManifest({ version: 900_000, messages: [] }));
    const current = await judge(before, "", signer.trust, undefined);
    const keys = signer.root.root.keys.map((key) => (key.duties.includes("server") ? server.entry : key));
    const floors = { manifest: { keyId: signer.server.entry.keyId, version: 900_000 } };
    const trust = { ...signer.trust, root: () => ({ ...signer.root.root, keys }), floors: () => floors };
    const next = await sealed(manifestType, JSON.stringify(newManifest({ version: 7, messages: [] })), server);
    expect((await judge(next, "", trust, current)).trusted.manifest.version).toBe(7);
  });
});

describe("a store that lost its content", () => {
  test("takes nothing below the version that a fresh heartbeat names", async () => {
    await publish(5);
    named = 6;
    expect(await refusalOf((await boot()).run())).toBe("trust/rollback");
    expect(played).toEqual([]);
    named = 5;
    expect(await (await boot()).run()).toBe("switched");
  });

  test("accepts the version that it played last, and nothing older", async () => {
    await publish(5);
    expect(await (await boot(5)).run()).toBe("switched");
    await cupboard.write([], ["generation"]);
    await publish(4);
    expect(await refusalOf((await boot(5)).run())).toBe("trust/rollback");
  });

  test("does not play what was altered on its disk", async () => {
    await publish(1);
    await (await boot()).run();
    const envelope = answers.envelope?.replace("Thông điệp", "Thông điệq");
    await cupboard.write([["generation", { envelope, etag: '"1"' }]]);
    expect(await refusalOf(loadGeneration(cupboard, signer.trust))).toBe("trust/bad-signature");
  });
});
