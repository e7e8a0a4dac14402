import * as z from "zod/mini";
import { MessageContent } from "../editorial/message.ts";
import { Id, publicText, Sha256 } from "../editorial/text.ts";
import { Canvas } from "../network/canvas.ts";
import { Campaign } from "../playout/campaign.ts";
import { Playlist } from "../playout/playlist.ts";
import { Instant, laneNames } from "../playout/programme.ts";
import { ApprovalScope } from "../trust/approval-statement.ts";
import { KeyEntry, PublicKey } from "../trust/key.ts";
import { Report, ShellMode } from "./protocol.ts";
import { Role } from "./roles.ts";

/** What the desk is shown: things with their history and their people, as the server answers them. */

export const Person = z.strictObject({ id: Id, name: z.string() });
export type Person = z.infer<typeof Person>;

export const UserView = z.strictObject({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  createdAt: Instant,
  /** May not sign in. Their work and their name stay. */
  disabled: z.optional(z.literal(true)),
});
export type UserView = z.infer<typeof UserView>;

const RevisionRef = z.strictObject({ digest: Sha256, code: z.string() });

export const MessageView = z.strictObject({
  id: Id,
  status: z.enum(["draft", "submitted", "returned", "rejected", "approved", "withdrawn"]),
  /** Grows with every change; send it back to change only what was seen. */
  version: z.int(),
  head: z.strictObject({ digest: Sha256, code: z.string(), content: MessageContent }),
  /** The revision that may be on the air now; stays while a newer one is reviewed. */
  approved: z.optional(
    z.strictObject({
      ...RevisionRef.shape,
      at: Instant,
      by: Person,
      /** What its signature covers. */
      scope: z.optional(ApprovalScope),
      /** Why the approval counts for nothing any more, and no screen shows it; absent while it counts. */
      void: z.optional(z.enum(["unsigned", "revoked", "recalled"])),
      /** Given while it is not the head: what screens show then, for the desk's previews. */
      content: z.optional(MessageContent),
    }),
  ),
  author: Person,
  lastEditor: Person,
  submitter: z.optional(Person),
  decision: z.optional(
    z.strictObject({
      move: z.enum(["approve", "return", "reject", "withdraw"]),
      by: Person,
      at: Instant,
      reason: z.optional(z.string()),
    }),
  ),
  createdAt: Instant,
  updatedAt: Instant,
});
export type MessageView = z.infer<typeof MessageView>;

export const PictureView = z.strictObject({
  digest: Sha256,
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  /** The same picture had been uploaded before. */
  known: z.boolean(),
});
export type PictureView = z.infer<typeof PictureView>;

export const PlaylistView = z.strictObject({
  ...Playlist.shape,
  version: z.int(),
  updatedAt: Instant,
  campaigns: z.array(z.strictObject({ id: Id, name: z.string() })),
});
export type PlaylistView = z.infer<typeof PlaylistView>;

/** What a compile had to leave out at some venues, and why (design §2). */
export const LeftOut = z.strictObject({
  message: Id,
  title: z.string(),
  canvas: z.string(),
  reason: z.enum(["not-approved", "no-form-for-shape", "no-rendition", "not-covered"]),
  screens: z.int(),
});
export type LeftOut = z.infer<typeof LeftOut>;

/** What a campaign reaches, worked out before it is saved. */
export const Reach = z.strictObject({
  venues: z.int(),
  screens: z.int(),
  /** When the first venue starts and the last one ends, as instants. */
  from: z.optional(Instant),
  until: z.optional(Instant),
  leftOut: z.array(LeftOut),
});
export type Reach = z.infer<typeof Reach>;

export const CampaignView = z.strictObject({ ...Campaign.shape, version: z.int(), updatedAt: Instant, reach: Reach });
export type CampaignView = z.infer<typeof CampaignView>;

export const ScreenStatus = z.enum(["playing", "downloading", "stale", "offline", "error", "closed", "waiting"]);
export type ScreenStatus = z.infer<typeof ScreenStatus>;

const OnAirView = z.strictObject({
  digest: Sha256,
  title: z.string(),
  /** Absent for the words of a takeover, which no stored message holds. */
  messageId: z.optional(Id),
  campaign: z.string(),
  from: Instant,
  until: Instant,
});

export const ScreenView = z.strictObject({
  id: Id,
  name: z.string(),
  venue: z.strictObject({ id: Id, name: z.string(), timeZone: z.string() }),
  canvas: Canvas,
  status: ScreenStatus,
  online: z.boolean(),
  lastSeenAt: z.optional(Instant),
  pairedAt: Instant,
  /** Version that it should play, and the one it says it plays. */
  wanted: z.int(),
  shown: z.int(),
  /** From its last report; its clock against the server's when it was heard, in milliseconds. */
  clockSkewMs: z.optional(z.int()),
  report: z.optional(Report),
  /** Where its player comes from; absent until it said hello. */
  shell: z.optional(ShellMode),
  /** It proved the key made at pairing at its last hello. */
  proven: z.optional(z.boolean()),
  /** Since when it is held because two devices claimed its name. */
  quarantinedAt: z.optional(Instant),
  /** When somebody who does not hold its key last came in its name. */
  wrongKeyAt: z.optional(Instant),
  /** What the programme puts on it now. */
  stage: z.optional(OnAirView),
  ticker: z.optional(OnAirView),
});
export type ScreenView = z.infer<typeof ScreenView>;

/** One line of "why is this on, why is that not": a condition, whether it holds, and the facts to put in its sentence. */
export const Condition = z.strictObject({
  code: z.enum([
    "assigned",
    "active",
    "approved",
    "form",
    "window",
    "weekday",
    "hours",
    "open",
    "not-outranked",
    "in-pass",
    "turn",
    "covered",
    "recalled",
    "takeover",
  ]),
  holds: z.boolean(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Condition = z.infer<typeof Condition>;

export const Explanation = z.strictObject({
  message: z.strictObject({ id: Id, title: z.string() }),
  campaign: z.optional(z.strictObject({ id: Id, name: z.string() })),
  lane: z.enum(laneNames),
  /** In the loop that repeats at that instant. */
  inLoop: z.boolean(),
  /** On the screen at that very instant. */
  onAir: z.boolean(),
  conditions: z.array(Condition),
});
export type Explanation = z.infer<typeof Explanation>;

export const ScreenMoment = z.strictObject({
  at: Instant,
  stage: z.optional(OnAirView),
  ticker: z.optional(OnAirView),
  /** The loop that repeats at that instant on the stage, or on the ticker of a crawler. */
  loop: z.array(z.strictObject({ title: z.string(), digest: Sha256, ms: z.int(), campaign: z.string() })),
  /** Index in `loop` of the item on at that instant; a message may stand in a loop several times. */
  position: z.optional(z.int().check(z.nonnegative())),
  explanations: z.array(Explanation),
});
export type ScreenMoment = z.infer<typeof ScreenMoment>;

export const PlayView = z.strictObject({
  title: z.string(),
  message: Sha256,
  lane: z.enum(laneNames),
  from: Instant,
  until: Instant,
  whole: z.boolean(),
});
export type PlayView = z.infer<typeof PlayView>;

export const AuditEntry = z.strictObject({
  seq: z.int(),
  at: Instant,
  by: z.optional(Person),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What holds about the keys, for the page that keeps them. Public keys only: the server has no other. */
export const TrustView = z.strictObject({
  /** The newest root's envelope, its exact bytes; absent until the first one is made. */
  root: z.optional(z.string()),
  /** What the server signs with; a new root must list it. */
  serverKey: PublicKey,
  /** Keys that people registered and no root lists yet. */
  pending: z.array(
    z.strictObject({
      key: z.omit(KeyEntry, { since: true, until: true, duties: true }),
      at: Instant,
      /** First group of digits to compare by telephone. */
      code: z.string(),
      role: Role,
    }),
  ),
  /** A screen has seen more than the database holds: it was restored from an old copy. */
  rolledBack: z.optional(z.strictObject({ at: Instant, screen: z.string(), detail: z.string() })),
});
export type TrustView = z.infer<typeof TrustView>;

const OnScreens = z.strictObject({
  messages: z.array(z.strictObject({ id: Id, title: z.string(), screens: z.int() })),
  screens: z.int(),
});

/** What a new root or a recall would take off the air, before it is signed. */
export const TakenOff = z.strictObject({
  ...OnScreens.shape,
  /** What screens would show again, because whoever ended it signed with a key that counts no more: takeovers, by order. */
  back: z.optional(OnScreens),
});
export type TakenOff = z.infer<typeof TakenOff>;

/** Whom a takeover would reach. */
export const TakeoverReach = z.strictObject({
  screens: z.int(),
  online: z.int(),
  offline: z.int(),
  venues: z.int(),
  /** Places that must be telephoned: no screen of theirs is connected. */
  toCall: z.array(z.strictObject({ id: Id, name: z.string(), screens: z.int() })),
});
export type TakeoverReach = z.infer<typeof TakeoverReach>;

export const OrderView = z.strictObject({
  id: z.string(),
  /** Its number in the log; absent while a takeover waits for its second officer. */
  number: z.optional(z.int()),
  status: z.enum(["waiting", "running", "ended", "over", "done"]),
  /** The signed statement's exact bytes. */
  payload: z.string(),
  /** Of a takeover that waits: its envelope so far, to which the second officer adds a signature over the same bytes. */
  envelope: z.optional(z.string()),
  signers: z.array(Person),
  /** The words of a takeover. */
  content: z.optional(MessageContent),
  title: z.string(),
  reach: z.optional(TakeoverReach),
  /** Of a running takeover: how many screens of how many say that it is on. */
  shown: z.optional(z.strictObject({ on: z.int(), of: z.int() })),
  /** Who let it go alone, under the root's policy. */
  alone: z.boolean(),
  at: Instant,
});
export type OrderView = z.infer<typeof OrderView>;

export const Settings = z.strictObject({
  agency: z.strictObject({ name: publicText(80), short: publicText(40) }),
  hotline: z.strictObject({ label: publicText(80), number: publicText(20) }),
});
export type Settings = z.infer<typeof Settings>;
