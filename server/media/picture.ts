import { Problem } from "../../content/wire/problem.ts";
import type { Size } from "./crop.ts";
import type { PictureWorker } from "./picture-worker.ts";
import { kindOf } from "./kind.ts";
import { sha256Of, type MediaStore } from "./store.ts";

/** Uploads above this are refused unread; the route's body limit should be the same. */
export const largestUpload = 20 * 1024 * 1024;

/** The picture that may be used: re-encoded, upright, in sRGB, without metadata, at most 3840 pixels on a side. */
export type AcceptedPicture = Size & {
  readonly sha256: string;
  readonly bytes: number;
  /** It was in the store already. */
  readonly known: boolean;
};

/**
 * Takes in an upload, whatever its name and declared type say: known by its first bytes, decoded to the last pixel and
 * encoded anew in a process of its own (attacks.md §3.1). Only the new bytes are stored.
 * @throws Problem picture/too-large, picture/unknown-kind, picture/unreadable, picture/too-many-pixels,
 * picture/too-small, picture/animated, request/too-many, server/unavailable
 */
export async function acceptPicture(
  { store, worker }: { readonly store: MediaStore; readonly worker: PictureWorker },
  upload: Uint8Array,
): Promise<AcceptedPicture> {
  if (upload.length > largestUpload) throw new Problem("picture/too-large", { detail: `${upload.length} bytes` });
  const kind = kindOf(upload);
  if (!kind) throw new Problem("picture/unknown-kind");
  const [master] = await worker.run({ do: "develop", upload, kind });
  if (!master) throw new Error("the worker answered without a picture");
  const { data, width, height } = master;
  const known = await store.has(sha256Of(data));
  return { sha256: await store.put(data), width, height, bytes: data.length, known };
}
