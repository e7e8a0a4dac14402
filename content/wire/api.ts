import * as z from "zod/mini";
import { MessageContent } from "../editorial/message.ts";
import { Contact } from "../editorial/contact.ts";
import { Directive } from "../editorial/directive.ts";
import { Source } from "../editorial/source.ts";
import { Id, publicText, Sha256 } from "../editorial/text.ts";
import { Area } from "../network/area.ts";
import { Canvas } from "../network/canvas.ts";
import { Venue } from "../network/venue.ts";
import { Campaign } from "../playout/campaign.ts";
import { Playlist } from "../playout/playlist.ts";
import { PlayBatch } from "../record/proof.ts";
import { Role } from "./roles.ts";
import { PublicKey, Scheme } from "../trust/key.ts";
import { OrderScope, RecallStatement } from "../trust/order-statement.ts";
import {
  OrderLog,
  PairingCode,
  PairingRequest,
  PairingStarted,
  PairingState,
  PlaysStored,
  RootChain,
  screenPaths,
} from "./screen-api.ts";
import {
  AuditEntry,
  CampaignView,
  MessageView,
  OrderView,
  PictureView,
  PlaylistView,
  PlayView,
  Reach,
  ScreenMoment,
  ScreenView,
  Settings,
  TakenOff,
  TakeoverReach,
  TrustView,
  UserView,
} from "./views.ts";

/**
 * Every HTTP operation, once: the server serves from this table, the desk's client calls through it and the OpenAPI
 * document is made of it. Long because it is the whole interface, one entry an operation. `who` says who may: `anyone`,
 * a paired (or pairing) `screen`, or the roles listed.
 */
export type Operation = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `{name}` for a parameter. */
  readonly path: string;
  readonly summary: string;
  readonly who: "anyone" | "screen" | readonly Role[];
  /** With `who: "anyone"`: a paired screen or anybody signed in. The handler asks, since it may be either. */
  readonly known?: true;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** Where the body is not JSON. */
  readonly bodyType?: "application/octet-stream";
  readonly reply?: z.ZodMiniType;
  /** Where the reply is not JSON. */
  readonly replyType?: string;
};

const everyone = ["comms", "approver", "admin"] as const;
/** Approvers may write too; four eyes is about the message, not about the role (`content/editorial/approval.ts`). */
const writers = ["comms", "approver", "admin"] as const;
const approvers = ["approver"] as const;
const admins = ["admin"] as const;

const seen = { version: z.int() };
/** An envelope as it was signed in a person's hand; opened by `content/trust`. */
const Signed = z.string().check(z.maxLength(600_000));
const After = z.strictObject({ after: z.string().check(z.regex(/^\d{1,9}$/)) });
const Decision = z.strictObject({ digest: Sha256, reason: z.optional(publicText(500)) });
const Email = z.string().check(z.email(), z.maxLength(200));
const Password = z.string().check(z.minLength(10), z.maxLength(128));
const Changed = z.object({});

export const PlaylistDraft = z.omit(Playlist, { id: true });
export const CampaignDraft = z.omit(Campaign, { id: true, status: true });
export const VenueDraft = z.omit(Venue, { id: true });
export type PlaylistDraft = z.infer<typeof PlaylistDraft>;
export type CampaignDraft = z.infer<typeof CampaignDraft>;
export type VenueDraft = z.infer<typeof VenueDraft>;

function operation<const O extends Operation>(o: O): O {
  return o;
}

export const api = {
  session: operation({
    method: "GET",
    path: "/api/session",
    summary: "Who is signed in",
    who: "anyone",
    reply: z.strictObject({
      user: z.optional(UserView),
      /** True until the first admin exists. */
      setup: z.boolean(),
      demo: z.boolean(),
      /** In the demo only: private keys that are as public as its passwords, so that anyone may try to approve. */
      demoKeys: z.optional(z.array(z.strictObject({ owner: Id, jwk: z.record(z.string(), z.unknown()) }))),
      serverTime: z.int(),
    }),
  }),
  setup: operation({
    method: "POST",
    path: "/api/setup",
    summary: "Make the first admin with the one-time link printed at the first start",
    who: "anyone",
    body: z.strictObject({
      token: z.string(),
      name: publicText(80),
      email: Email,
      password: Password,
      settings: Settings,
    }),
    reply: Changed,
  }),
  users: operation({
    method: "GET",
    path: "/api/users",
    summary: "People at the desk",
    who: admins,
    reply: z.array(UserView),
  }),
  addUser: operation({
    method: "POST",
    path: "/api/users",
    summary: "Add a person",
    who: admins,
    body: z.strictObject({ name: publicText(80), email: Email, password: Password, role: Role }),
    reply: UserView,
  }),
  disableUser: operation({
    method: "POST",
    path: "/api/users/{id}/disable",
    summary: "Let a person in no more: their sessions and sockets end at once",
    who: admins,
    body: z.strictObject({}),
    reply: UserView,
  }),
  enableUser: operation({
    method: "POST",
    path: "/api/users/{id}/enable",
    summary: "Let a person in again",
    who: admins,
    body: z.strictObject({}),
    reply: UserView,
  }),
  settings: operation({
    method: "GET",
    path: "/api/settings",
    summary: "Agency and hotline",
    who: everyone,
    reply: Settings,
  }),
  saveSettings: operation({
    method: "PUT",
    path: "/api/settings",
    summary: "Change agency and hotline",
    who: admins,
    body: Settings,
    reply: Settings,
  }),

  sources: operation({
    method: "GET",
    path: "/api/sources",
    summary: "Registered sources",
    who: everyone,
    reply: z.array(Source),
  }),
  addSource: operation({
    method: "POST",
    path: "/api/sources",
    summary: "Register a source",
    who: writers,
    body: Source,
    reply: Source,
  }),
  directives: operation({
    method: "GET",
    path: "/api/directives",
    summary: "Official letters",
    who: everyone,
    reply: z.array(Directive),
  }),
  addDirective: operation({
    method: "POST",
    path: "/api/directives",
    summary: "Enter a letter",
    who: writers,
    body: Directive,
    reply: Directive,
  }),
  contacts: operation({
    method: "GET",
    path: "/api/contacts",
    summary: "Hotlines and offices",
    who: everyone,
    reply: z.array(Contact),
  }),

  messages: operation({
    method: "GET",
    path: "/api/messages",
    summary: "Messages, last changed first",
    who: everyone,
    reply: z.array(MessageView),
  }),
  message: operation({
    method: "GET",
    path: "/api/messages/{id}",
    summary: "One message",
    who: everyone,
    reply: MessageView,
  }),
  addMessage: operation({
    method: "POST",
    path: "/api/messages",
    summary: "Start a message",
    who: writers,
    body: z.strictObject({ content: MessageContent }),
    reply: MessageView,
  }),
  editMessage: operation({
    method: "PUT",
    path: "/api/messages/{id}",
    summary: "Save a message: a new revision. An approved revision stays on the air meanwhile",
    who: writers,
    body: z.strictObject({ ...seen, content: MessageContent }),
    reply: MessageView,
  }),
  submitMessage: operation({
    method: "POST",
    path: "/api/messages/{id}/submit",
    summary: "Send to an approver. Refused while the check blocks",
    who: writers,
    body: z.strictObject(seen),
    reply: MessageView,
  }),
  takeBackMessage: operation({
    method: "POST",
    path: "/api/messages/{id}/take-back",
    summary: "Take a submitted message back to go on writing",
    who: writers,
    body: z.strictObject(seen),
    reply: MessageView,
  }),
  approveMessage: operation({
    method: "POST",
    path: "/api/messages/{id}/approve",
    summary:
      "Approve exactly the revision that was seen, by a signed statement. Not by author, last editor or submitter",
    who: approvers,
    body: z.strictObject({ ...Decision.shape, approval: Signed }),
    reply: MessageView,
  }),
  returnMessage: operation({
    method: "POST",
    path: "/api/messages/{id}/return",
    summary: "Return for changes, with a reason",
    who: approvers,
    body: Decision,
    reply: MessageView,
  }),
  rejectMessage: operation({
    method: "POST",
    path: "/api/messages/{id}/reject",
    summary: "Reject, with a reason",
    who: approvers,
    body: Decision,
    reply: MessageView,
  }),
  withdrawMessage: operation({
    method: "POST",
    path: "/api/messages/{id}/withdraw",
    summary: "Take the approved revision off every screen",
    who: ["approver", "admin"],
    body: z.strictObject({ reason: publicText(500) }),
    reply: MessageView,
  }),
  messageHistory: operation({
    method: "GET",
    path: "/api/messages/{id}/history",
    summary: "What happened to a message",
    who: everyone,
    reply: z.array(AuditEntry),
  }),

  addPicture: operation({
    method: "POST",
    path: "/api/pictures",
    summary: "Upload a picture: checked, fully decoded, re-encoded, named by its hash",
    who: writers,
    bodyType: "application/octet-stream",
    reply: PictureView,
  }),

  playlists: operation({
    method: "GET",
    path: "/api/playlists",
    summary: "Playlists",
    who: everyone,
    reply: z.array(PlaylistView),
  }),
  addPlaylist: operation({
    method: "POST",
    path: "/api/playlists",
    summary: "Make a playlist",
    who: writers,
    body: PlaylistDraft,
    reply: PlaylistView,
  }),
  editPlaylist: operation({
    method: "PUT",
    path: "/api/playlists/{id}",
    summary: "Change a playlist; screens follow at once",
    who: writers,
    body: z.strictObject({ ...seen, playlist: PlaylistDraft }),
    reply: PlaylistView,
  }),
  removePlaylist: operation({
    method: "DELETE",
    path: "/api/playlists/{id}",
    summary: "Remove a playlist that no campaign uses",
    who: writers,
    reply: Changed,
  }),

  campaigns: operation({
    method: "GET",
    path: "/api/campaigns",
    summary: "Campaigns",
    who: everyone,
    reply: z.array(CampaignView),
  }),
  checkCampaign: operation({
    method: "POST",
    path: "/api/campaigns/check",
    summary: "What a campaign would reach and what it would leave out, before it is saved",
    who: writers,
    body: CampaignDraft,
    reply: Reach,
  }),
  addCampaign: operation({
    method: "POST",
    path: "/api/campaigns",
    summary: "Start a campaign",
    who: writers,
    body: CampaignDraft,
    reply: CampaignView,
  }),
  editCampaign: operation({
    method: "PUT",
    path: "/api/campaigns/{id}",
    summary: "Change a campaign",
    who: writers,
    body: z.strictObject({ ...seen, campaign: CampaignDraft }),
    reply: CampaignView,
  }),
  stopCampaign: operation({
    method: "POST",
    path: "/api/campaigns/{id}/stop",
    summary: "Stop a campaign",
    who: ["comms", "approver", "admin"],
    body: z.strictObject({}),
    reply: CampaignView,
  }),
  resumeCampaign: operation({
    method: "POST",
    path: "/api/campaigns/{id}/resume",
    summary: "Resume a stopped campaign",
    who: writers,
    body: z.strictObject({}),
    reply: CampaignView,
  }),

  areas: operation({ method: "GET", path: "/api/areas", summary: "Areas", who: everyone, reply: z.array(Area) }),
  venues: operation({ method: "GET", path: "/api/venues", summary: "Venues", who: everyone, reply: z.array(Venue) }),
  addVenue: operation({
    method: "POST",
    path: "/api/venues",
    summary: "Add a venue",
    who: admins,
    body: VenueDraft,
    reply: Venue,
  }),
  editVenue: operation({
    method: "PUT",
    path: "/api/venues/{id}",
    summary: "Change a venue",
    who: admins,
    body: VenueDraft,
    reply: Venue,
  }),

  screens: operation({
    method: "GET",
    path: "/api/screens",
    summary: "Screens, with what they show",
    who: everyone,
    reply: z.array(ScreenView),
  }),
  screen: operation({
    method: "GET",
    path: "/api/screens/{id}",
    summary: "One screen",
    who: everyone,
    reply: ScreenView,
  }),
  pairScreen: operation({
    method: "POST",
    path: "/api/screens/pair",
    summary: "Bind the screen that shows this code to a venue and a canvas",
    who: admins,
    body: z.strictObject({ code: PairingCode, name: publicText(80), venue: Id, canvas: Canvas }),
    reply: ScreenView,
  }),
  editScreen: operation({
    method: "PUT",
    path: "/api/screens/{id}",
    summary: "Rename, move or re-shape a screen",
    who: admins,
    body: z.strictObject({ name: publicText(80), venue: Id, canvas: Canvas }),
    reply: ScreenView,
  }),
  removeScreen: operation({
    method: "DELETE",
    path: "/api/screens/{id}",
    summary: "Remove a screen; it shows a pairing code again",
    who: admins,
    reply: Changed,
  }),
  screenMoment: operation({
    method: "GET",
    path: "/api/screens/{id}/moment",
    summary: "What is on this screen at an instant, and why; why not the others",
    who: everyone,
    // Fifteen digits end in the year 33658; with sixteen the calendar itself ends.
    query: z.strictObject({ at: z.optional(z.string().check(z.regex(/^\d{1,15}$/))) }),
    reply: ScreenMoment,
  }),
  screenPlays: operation({
    method: "GET",
    path: "/api/screens/{id}/plays",
    summary: "The last plays that this screen proved",
    who: everyone,
    reply: z.array(PlayView),
  }),
  audit: operation({
    method: "GET",
    path: "/api/audit",
    summary: "The last thousand entries of the record",
    who: admins,
    reply: z.array(AuditEntry),
  }),

  trust: operation({
    method: "GET",
    path: "/api/trust",
    summary: "Keys: the root in use and what waits to be listed",
    who: everyone,
    reply: TrustView,
  }),
  addRoot: operation({
    method: "POST",
    path: "/api/trust/roots",
    summary: "A new version of the root, signed with the recovery file on the admin's own machine",
    who: admins,
    body: z.strictObject({ envelope: Signed }),
    reply: TrustView,
  }),
  checkRoot: operation({
    method: "POST",
    path: "/api/trust/roots/check",
    summary: "What a new version of the root would take off the air, before it is signed",
    who: admins,
    body: z.strictObject({ payload: Signed }),
    reply: TakenOff,
  }),
  keyChallenge: operation({
    method: "POST",
    path: "/api/trust/challenge",
    summary: "A random number to sign when a key is registered",
    who: ["approver", "admin"],
    body: z.strictObject({}),
    reply: z.strictObject({ challenge: z.string() }),
  }),
  registerKey: operation({
    method: "POST",
    path: "/api/trust/keys",
    summary: "Register one's own public key, with a proof that one holds it; it waits for an admin's root",
    who: ["approver", "admin"],
    /** `proof`: an envelope of type `bangtin/key/1` over the challenge, signed by the key itself. */
    body: z.strictObject({ key: PublicKey, scheme: Scheme, proof: Signed }),
    reply: TrustView,
  }),
  dropPendingKey: operation({
    method: "DELETE",
    path: "/api/trust/keys/{id}",
    summary: "Refuse a key that waits",
    who: admins,
    reply: Changed,
  }),
  resumeAfterRestore: operation({
    method: "POST",
    path: "/api/trust/resume",
    summary:
      "Go on with a database that was restored from an old copy: versions are taken up above what screens have seen",
    who: admins,
    body: z.strictObject({}),
    reply: TrustView,
  }),
  orders: operation({
    method: "GET",
    path: "/api/orders",
    summary: "Takeovers and recalls, newest first",
    who: everyone,
    reply: z.array(OrderView),
  }),
  checkTakeover: operation({
    method: "POST",
    path: "/api/orders/takeovers/check",
    summary: "Whom a takeover would reach",
    who: ["approver", "admin"],
    body: z.strictObject({ scope: OrderScope }),
    reply: TakeoverReach,
  }),
  proposeTakeover: operation({
    method: "POST",
    path: "/api/orders/takeovers",
    summary: "A takeover with its first officer's signature; it waits for the second",
    who: ["approver", "admin"],
    /** `revision`: the exact bytes that the statement names. */
    body: z.strictObject({ envelope: Signed, revision: z.string().check(z.maxLength(30_000)) }),
    reply: OrderView,
  }),
  releaseTakeover: operation({
    method: "POST",
    path: "/api/orders/takeovers/{id}/release",
    summary: "The second officer's signature over the same bytes: every screen in scope shows it at once",
    who: ["approver", "admin"],
    body: z.strictObject({ envelope: Signed }),
    reply: OrderView,
  }),
  dropTakeover: operation({
    method: "DELETE",
    path: "/api/orders/takeovers/{id}",
    summary: "Give up a takeover that waits",
    who: ["approver", "admin"],
    reply: Changed,
  }),
  checkRecall: operation({
    method: "POST",
    path: "/api/orders/recalls/check",
    summary: "What a recall of a revision or of a key would take off the air",
    who: ["approver", "admin"],
    body: z.strictObject({ what: RecallStatement.shape.what }),
    reply: TakenOff,
  }),
  recall: operation({
    method: "POST",
    path: "/api/orders/recalls",
    summary: "Take a revision, all that a key signed, or a takeover off every screen. One officer, at once",
    who: ["approver", "admin"],
    body: z.strictObject({ envelope: Signed }),
    reply: OrderView,
  }),
  releaseScreen: operation({
    method: "POST",
    path: "/api/screens/{id}/release",
    summary: "End the quarantine of a screen that two devices claimed to be",
    who: admins,
    body: z.strictObject({}),
    reply: ScreenView,
  }),

  roots: operation({
    method: "GET",
    path: screenPaths.roots,
    summary: "The chain of roots above a version, for whoever checks signatures",
    who: "anyone",
    query: After,
    reply: RootChain,
  }),
  heartbeat: operation({
    method: "GET",
    path: screenPaths.heartbeat,
    summary: "A signed heartbeat that answers this screen's own random number",
    who: "screen",
    query: z.strictObject({ nonce: z.string().check(z.regex(/^[0-9a-f]{32}$/)) }),
    replyType: "application/vnd.bangtin.envelope+json",
  }),
  orderLog: operation({
    method: "GET",
    path: screenPaths.orders,
    summary: "The orders above a number",
    who: "screen",
    query: After,
    reply: OrderLog,
  }),
  startPairing: operation({
    method: "POST",
    path: screenPaths.pairing,
    summary: "A new screen asks for a code",
    who: "anyone",
    body: PairingRequest,
    reply: PairingStarted,
  }),
  pairingState: operation({
    method: "GET",
    path: screenPaths.pairingState,
    summary: "Was I paired?",
    who: "screen",
    reply: PairingState,
  }),
  manifest: operation({
    method: "GET",
    path: screenPaths.manifest,
    summary: "The signed manifest of this screen's line-up; 304 when unchanged",
    who: "screen",
    replyType: "application/vnd.bangtin.envelope+json",
  }),
  addPlays: operation({
    method: "POST",
    path: screenPaths.plays,
    summary: "Proofs of play; acknowledged after they are stored",
    who: "screen",
    /** The batch itself while a screen has no key; signed, an envelope of type `bangtin/plays/1` over it. */
    body: z.union([z.strictObject({ envelope: Signed }), PlayBatch]),
    reply: PlaysStored,
  }),
  media: operation({
    method: "GET",
    path: "/media/{sha256}",
    summary: "A picture by the hash of its bytes; immutable, with ranges. For screens and for the desk",
    who: "anyone",
    known: true,
    replyType: "image/webp",
  }),
  health: operation({
    method: "GET",
    path: "/health",
    summary: "The process is alive",
    who: "anyone",
    reply: z.strictObject({ ok: z.literal(true) }),
  }),
  ready: operation({
    method: "GET",
    path: "/ready",
    summary: "The database answers",
    who: "anyone",
    reply: z.strictObject({ ok: z.literal(true) }),
  }),
};

export type Api = typeof api;
export type OperationName = keyof Api;
export type BodyOf<N extends OperationName> = Api[N] extends { body: infer B extends z.ZodMiniType }
  ? z.input<B>
  : undefined;
export type ReplyOf<N extends OperationName> = Api[N] extends { reply: infer R extends z.ZodMiniType }
  ? z.output<R>
  : undefined;
