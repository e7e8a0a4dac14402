import type { Auth } from "./auth/auth.ts";
import type { Checkpoint } from "./record/checkpoint.ts";
import type { Config } from "./config.ts";
import type { Db } from "./db/connect.ts";
import type { Heartbeats } from "./trust/heartbeat.ts";
import type { MediaStore } from "./media/store.ts";
import type { PictureWorker } from "./media/picture-worker.ts";
import type { Push } from "./push/push.ts";
import type { Signer } from "./trust/sign.ts";

/** What the demo shows on its first page; absent everywhere else. */
export type Demo = {
  readonly accounts: readonly { name: string; role: string; email: string; password: string }[];
  /** Private keys of its people, as public as their passwords. */
  readonly keys: readonly { owner: string; jwk: Record<string, string> }[];
  readonly screens: readonly {
    profile: string;
    token: string;
    name: string;
    venue: string;
    kind: string;
    shape: string;
    canvas: { width: number; height: number };
  }[];
};

/** Everything the app is given; only `start.ts` builds it (design §4.5). */
export type Deps = {
  readonly config: Config;
  readonly db: Db;
  /** Epoch milliseconds. A test passes its own. */
  readonly clock: () => number;
  readonly signer: Signer;
  readonly auth: Auth;
  readonly media: MediaStore;
  readonly pictures: PictureWorker;
  readonly push: Push;
  readonly heartbeats: Heartbeats;
  /** Remembers, outside the database, how long the record was at the last commit. */
  readonly checkpoint: Checkpoint;
  readonly demo: () => Demo | undefined;
  /** One line to the operator's log. */
  readonly log: (line: string) => void;
};
