import * as z from "zod/mini";
import { Sha256 } from "../editorial/text.ts";
import { Instant } from "../playout/programme.ts";
import { Checkpoint } from "../trust/heartbeat.ts";
import type { LogEntry } from "../trust/order-statement.ts";

/**
 * Every socket event, with its direction. Namespaces `/screens` and `/desk`, WebSocket transport only.
 * Push announces, pull delivers: losing any of these costs latency, never truth (design §2).
 */

/** In the handshake of `/screens`: the device token that pairing gave. The server refuses the connection without it. */
export const ScreenAuth = z.strictObject({ token: z.string().check(z.minLength(20), z.maxLength(120)) });

/** Where the page that plays comes from, and so what it is worth when the server is hijacked (docs/security.md). */
export const ShellMode = z.enum(["same-host", "other-host", "installed"]);
export type ShellMode = z.infer<typeof ShellMode>;

/** What a screen has seen at its highest: a server that has less was restored from an old copy. */
export const Echo = z.strictObject({
  root: z.int().check(z.nonnegative()),
  orders: z.int().check(z.nonnegative()),
  audit: z.optional(Checkpoint),
});
export type Echo = z.infer<typeof Echo>;

/** server → screen, as soon as it is connected: a random number that the hello must be signed with. */
export const Challenge = z.strictObject({ nonce: z.string().check(z.regex(/^[0-9a-f]{32}$/)) });
export type Challenge = z.infer<typeof Challenge>;
export const helloType = "bangtin/hello/1";
/** What the device key signs under `helloType`. */
export const helloPayload = (nonce: string, boot: string): string => JSON.stringify({ nonce, boot });

/** screen → server, once per connection, acknowledged with `Welcome`. */
export const Hello = z.strictObject({
  /** Version that is playing; 0 when there is none yet. */
  version: z.int().check(z.nonnegative()),
  etag: z.string().check(z.maxLength(80)),
  /** The screen's own clock, to show a skewed one at the desk. */
  clock: z.number(),
  boot: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  player: z.string().check(z.maxLength(40)),
  /** The device key's signature over `helloPayload(nonce, boot)`, raw r‖s in base64url. */
  proof: z.optional(z.string().check(z.maxLength(120))),
  echo: z.optional(Echo),
  shell: z.optional(ShellMode),
});
export type Hello = z.infer<typeof Hello>;

/** server → room of a line-up, about 150 bytes: there is something to fetch. */
export const Announcement = z.strictObject({
  lineUp: z.string().check(z.maxLength(40)),
  version: z.int().check(z.positive()),
  etag: z.string().check(z.maxLength(80)),
  /** Fetch at a random moment within this window, so that a fleet does not arrive at once. */
  jitterMs: z.int().check(z.nonnegative()),
});
export type Announcement = z.infer<typeof Announcement>;

/** server → screen, in answer to `hello`, and again as the event `time` when its clock is set. */
export const Welcome = z.strictObject({
  serverTime: Instant,
  /** What the screen should be playing; absent while no line-up was published for it. */
  current: z.optional(Announcement),
  /** The highest number in the log of orders; a screen that has less asks for the rest before it plays anything. */
  orders: z.optional(z.int().check(z.nonnegative())),
  /** Version of the newest root. */
  root: z.optional(z.int().check(z.nonnegative())),
  /** Come back within this many milliseconds, at a random moment, when the connection breaks. */
  reconnectWindowMs: z.int().check(z.positive()),
  /** How often to send `report`. */
  reportEveryMs: z.int().check(z.positive()),
});
export type Welcome = z.infer<typeof Welcome>;

/** screen → server, now and then and when something changes: what a passer-by sees. */
export const Report = z.strictObject({
  version: z.int().check(z.nonnegative()),
  state: z.enum(["waiting", "downloading", "playing", "safe-card"]),
  /** While downloading: items complete, of how many. */
  progress: z.optional(z.strictObject({ done: z.int(), of: z.int() })),
  onAir: z.strictObject({ stage: z.optional(Sha256), ticker: z.optional(Sha256) }),
  clock: z.number(),
  /** Proofs that wait to be sent. */
  outbox: z.int().check(z.nonnegative()),
  /** `false` where the browser may throw the store away; the desk says so. */
  persisted: z.boolean(),
  /** The last refusal, as a problem code: a tampered manifest, a flipped byte. */
  refused: z.optional(z.strictObject({ code: z.string().check(z.maxLength(60)), at: z.number() })),
  /** What was refused lately, each code once, the newest first. */
  alarms: z.optional(
    z
      .array(
        z.strictObject({
          code: z.string().check(z.maxLength(60)),
          at: z.number(),
          detail: z.optional(z.string().check(z.maxLength(120))),
        }),
      )
      .check(z.maxLength(8)),
  ),
  /** Number of the takeover that is on the screen. */
  takeover: z.optional(z.int().check(z.positive())),
  echo: z.optional(Echo),
  /** What went wrong quietly since this boot; absent while all is well. */
  faults: z.optional(
    z.strictObject({
      /** Proofs thrown away because the outbox was full. */
      dropped: z.int().check(z.nonnegative()),
      /** Proofs set aside because the server would not take them. */
      aside: z.int().check(z.nonnegative()),
      /** Errors that reached the page's last-resort handler. */
      errors: z.int().check(z.nonnegative()),
    }),
  ),
});
export type Report = z.infer<typeof Report>;

export type ScreenToServer = {
  hello: (hello: Hello, welcome: (answer: Welcome) => void) => void;
  report: (report: Report) => void;
};

export type ServerToScreen = {
  announce: (announcement: Announcement) => void;
  time: (serverTime: number) => void;
  challenge: (challenge: Challenge) => void;
  /** An order with its signed bytes, one broadcast to all screens; each judges whether it is meant. */
  order: (entry: LogEntry) => void;
  /** A signed heartbeat, to all screens, once a minute and when a root or an order is new. */
  heartbeat: (envelope: string) => void;
  /** Are you still there? Asked when another device comes with the same name. */
  still: (answer: () => void) => void;
  /** Why the server ends this connection, as a problem code: the proof in the hello was not this screen's. */
  refused: (code: string) => void;
  /** Two devices claim to be this screen: show the safe card until one of them is paired again. */
  quarantined: () => void;
  /** The screen was removed at the desk: forget everything and show a pairing code. */
  unpaired: () => void;
};

/** server → desk: something of this kind changed; read it again. `screens` comes at most once a second. */
export const DeskTopic = z.enum([
  "messages",
  "playlists",
  "campaigns",
  "venues",
  "screens",
  "directory",
  "users",
  "trust",
  "orders",
]);
export type DeskTopic = z.infer<typeof DeskTopic>;
export type ServerToDesk = { changed: (change: { topic: DeskTopic; id?: string }) => void };

/** The one room that every screen is in. */
export const everyScreen = "every-screen";
export const lineUpRoom = (lineUp: string): string => `line-up:${lineUp}`;
