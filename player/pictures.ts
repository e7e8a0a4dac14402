import { isWhole } from "./verify.ts";

type Picture = { url: string | undefined; ready: boolean; failed: boolean };

export type PicturesDeps = {
  readonly read: (sha256: string) => Promise<Blob | undefined>;
  /** What is stored under this hash is absent, altered, or no picture. */
  readonly spoiled: (sha256: string) => void;
};

/**
 * Banner pictures in use, as object URLs: one per picture, checked and decoded before it is shown, revoked when no
 * item needs it any more (an unrevoked URL holds its bytes for a month).
 */
export class Pictures {
  private readonly deps: PicturesDeps;
  private readonly pictures = new Map<string, Picture>();

  constructor(deps: PicturesDeps) {
    this.deps = deps;
  }

  /** Object URLs that are alive. */
  get live(): number {
    return [...this.pictures.values()].filter((picture) => picture.url !== undefined).length;
  }

  /** The picture's URL once it can be shown without a flash or a gap. */
  url(sha256: string): string | undefined {
    const picture = this.pictures.get(sha256);
    return picture?.ready ? picture.url : undefined;
  }

  /** Resolves when the picture is ready or has failed; `true` when this call found that out. */
  async prepare(sha256: string): Promise<boolean> {
    if (this.pictures.has(sha256)) return false;
    const picture: Picture = { url: undefined, ready: false, failed: false };
    this.pictures.set(sha256, picture);
    const blob = await this.deps.read(sha256);
    if (this.pictures.get(sha256) !== picture) return false;
    if (!blob || !(await isWhole(blob, sha256))) return this.fail(sha256, picture);
    if (this.pictures.get(sha256) !== picture) return false;
    picture.url = URL.createObjectURL(blob);
    const image = new Image();
    image.src = picture.url;
    try {
      await image.decode();
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return this.fail(sha256, picture);
    }
    picture.ready = true;
    return true;
  }

  /** Keeps these and lets go of all others. */
  retain(wanted: readonly string[]): void {
    for (const [sha256, picture] of this.pictures) {
      if (wanted.includes(sha256)) continue;
      this.pictures.delete(sha256);
      if (picture.url !== undefined) URL.revokeObjectURL(picture.url);
    }
  }

  /** The store was mended: what failed may be tried again. */
  retry(): void {
    for (const [sha256, picture] of this.pictures) if (picture.failed) this.pictures.delete(sha256);
  }

  private fail(sha256: string, picture: Picture): true {
    if (picture.url !== undefined) URL.revokeObjectURL(picture.url);
    picture.url = undefined;
    picture.failed = true;
    if (this.pictures.get(sha256) === picture) this.deps.spoiled(sha256);
    return true;
  }
}
