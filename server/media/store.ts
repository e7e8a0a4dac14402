import { createHash, randomUUID } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Problem } from "../../content/wire/problem.ts";

/** Bytes `from` to `to`, both inclusive, as in an HTTP range. */
export type ByteRange = { readonly from: number; readonly to: number };

export type StoredMedia = {
  readonly size: number;
  /** The bytes, or a part of them. Nothing is opened before this is called. */
  stream(range?: ByteRange): ReadableStream<Uint8Array>;
};

/** Media by the SHA-256 of their bytes. What is in the store is whole, or it is not in the store. */
export interface MediaStore {
  /** Answers the hash. When it returns, the bytes survive a power cut. @throws Problem server/unavailable */
  put(bytes: Uint8Array): Promise<string>;
  has(sha256: string): Promise<boolean>;
  open(sha256: string): Promise<StoredMedia | undefined>;
  read(sha256: string): Promise<Uint8Array | undefined>;
  /** Whether the bytes still have their hash; `false` when they rotted or are not there. */
  verify(sha256: string): Promise<boolean>;
}

export const isSha256 = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * A store in a folder, `ab/abcd…`, for one server process. A crash leaves only a file in `arriving/`, swept here.
 * @throws Problem server/unavailable where the folder cannot be made or written
 */
export async function createFolderStore(folder: string): Promise<MediaStore> {
  const arriving = join(folder, "arriving");
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);

  await onDisk(async () => {
    await mkdir(arriving, { recursive: true });
    await access(arriving, constants.W_OK);
    for (const name of await readdir(arriving)) await rm(join(arriving, name), { force: true });
  });

  async function sizeOf(sha256: string): Promise<number | undefined> {
    if (!isSha256(sha256)) return undefined;
    return onDisk(async () => {
      const found = await unlessAbsent(stat(pathOf(sha256)));
      return found?.isFile() ? found.size : undefined;
    });
  }

  async function verify(sha256: string): Promise<boolean> {
    if ((await sizeOf(sha256)) === undefined) return false;
    const hash = createHash("sha256");
    await onDisk(async () => {
      for await (const chunk of createReadStream(pathOf(sha256))) hash.update(chunk as Uint8Array);
    });
    return hash.digest("hex") === sha256;
  }

  return {
    verify,

    async put(bytes) {
      const sha256 = sha256Of(bytes);
      // A copy that rotted on the disk is replaced, so that uploading again mends it.
      if (await verify(sha256)) return sha256;
      const aside = join(arriving, randomUUID());
      const shard = join(folder, sha256.slice(0, 2));
      await onDisk(async () => {
        try {
          const file = await open(aside, "wx");
          try {
            await file.writeFile(bytes);
            await file.sync();
          } finally {
            await file.close();
          }
          if (sha256Of(await readFile(aside)) !== sha256) {
            throw new Problem("server/unavailable", { detail: "the disk gave back other bytes than were written" });
          }
          if (await mkdir(shard, { recursive: true })) await syncFolder(folder);
          await rename(aside, pathOf(sha256));
          await syncFolder(shard);
        } catch (error) {
          await rm(aside, { force: true }).catch(() => undefined);
          throw error;
        }
      });
      return sha256;
    },

    async has(sha256) {
      return (await sizeOf(sha256)) !== undefined;
    },

    async open(sha256) {
      const size = await sizeOf(sha256);
      if (size === undefined) return undefined;
      return {
        size,
        stream: (range) =>
          Readable.toWeb(
            createReadStream(pathOf(sha256), range ? { start: range.from, end: range.to } : {}),
          ) as ReadableStream<Uint8Array>,
      };
    },

    async read(sha256) {
      if (!isSha256(sha256)) return undefined;
      return onDisk(() => unlessAbsent(readFile(pathOf(sha256))));
    },
  };
}

/** A rename survives a power cut only when its folder was synced too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlessAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** What a disk says when it is full, read-only, failing, forbidden or out of handles: the server's trouble, not a bug. */
const troubles = new Set([
  "ENOSPC",
  "EDQUOT",
  "EROFS",
  "EIO",
  "EACCES",
  "EPERM",
  "EMFILE",
  "ENFILE",
  "ENOTDIR",
  "EEXIST",
]);

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code && troubles.has(code)) {
      throw new Problem("server/unavailable", { detail: `media store: ${code}`, cause: error });
    }
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
