import * as z from "zod/mini";
import { PublicKey } from "../trust/key.ts";
import { LogEntry } from "../trust/order-statement.ts";
import { Place } from "../trust/place.ts";
import { SafeCard } from "../trust/manifest.ts";
import { Canvas } from "../network/canvas.ts";
import { Id, publicText } from "../editorial/text.ts";
import { Instant } from "../playout/programme.ts";

/** What a screen says and hears over HTTP. Apart from `api.ts` so that the player does not carry the desk's schemas. */

export const screenPaths = {
  /** POST → PairingStarted; no one is signed in yet, so it is rate limited. */
  pairing: "/api/pairing",
  /** GET, Bearer device token → PairingState. */
  pairingState: "/api/pairing/state",
  /** GET, Bearer; If-None-Match → 304. The body is a signed envelope, to be kept byte for byte. */
  manifest: "/api/screen/manifest",
  /** GET ?after=N → RootChain: the envelopes of the versions above N, in order. Public. */
  roots: "/api/screen/roots",
  /** GET ?nonce=, Bearer → a signed heartbeat for this screen alone. */
  heartbeat: "/api/screen/heartbeat",
  /** GET ?after=N, Bearer → OrderLog. */
  orders: "/api/screen/orders",
  /** POST PlayBatch, Bearer → PlaysStored, sent only after the commit. */
  plays: "/api/screen/plays",
  /** GET, Bearer or session; immutable, ranges. */
  media: (sha256: string): string => `/media/${sha256}`,
} as const;

/** The desk's page that binds the screen which shows this code; what the QR on the screen opens. */
export const pairingPage = (code: string): string => `/admin/screens/pair?code=${code}`;

/** Six characters that cannot be mistaken on a screen: no 0 O 1 I L. */
export const pairingAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
export const PairingCode = z.string().check(z.regex(/^[2-9A-HJKMNP-Z]{6}$/));

/** What a new screen says of itself: its key, made on the device and never leaving it. */
export const PairingRequest = z.strictObject({ key: z.optional(PublicKey) });
export type PairingRequest = z.infer<typeof PairingRequest>;

/** No more than are followed in one go (`mostRotations`); as the server fills an answer by bytes, mostly fewer. */
export const mostRootsAtOnce = 256;
/** As many of the next roots as fit into about a megabyte, and at least one where there is one: ask until none comes. */
export const RootChain = z.strictObject({
  roots: z.array(z.string().check(z.maxLength(600_000))).check(z.maxLength(mostRootsAtOnce)),
});
export const OrderLog = z.strictObject({ entries: z.array(LogEntry).check(z.maxLength(200)) });

export const PairingStarted = z.strictObject({
  code: PairingCode,
  token: z.string(),
  expiresAt: Instant,
  serverTime: Instant,
  /** The newest root: the screen shows its short code, the admin compares it, and from then on it is pinned. */
  root: z.optional(z.string()),
});
export type PairingStarted = z.infer<typeof PairingStarted>;

/** Who a screen is from here on. What it believes beyond this hangs on the root that it pinned. */
export const PairedScreen = z.strictObject({
  screen: z.strictObject({
    id: Id,
    name: publicText(80),
    venue: publicText(80),
    canvas: Canvas,
    /** For good: what is meant for another kind of venue or another area is not shown here, whatever the server says later. */
    place: Place,
    /** IANA name, of the venue: what the clock on the screen shows, whatever a manifest says. */
    timeZone: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
  }),
  safeCard: SafeCard,
});
export type PairedScreen = z.infer<typeof PairedScreen>;

export const PairingState = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("waiting"), code: PairingCode, expiresAt: Instant, serverTime: Instant }),
  z.strictObject({ state: z.literal("paired"), ...PairedScreen.shape, serverTime: Instant }),
]);
export type PairingState = z.infer<typeof PairingState>;

export const PlaysStored = z.strictObject({ stored: z.array(z.int()) });
export type PlaysStored = z.infer<typeof PlaysStored>;
