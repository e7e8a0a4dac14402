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
import { PairingCode, PairingStarted, PairingState, PlaysStored, screenPaths } from "./screen-api.ts";
import {
  AuditEntry,
  CampaignView,
  MessageView,
  PictureView,
  PlaylistView,
  PlayView,
  Reach,
  ScreenMoment,
  ScreenView,
  Settings,
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
    summary: "Approve exactly the revision that was seen. Not by author, last editor or submitter",
    who: approvers,
    body: Decision,
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

  startPairing: operation({
    method: "POST",
    path: screenPaths.pairing,
    summary: "A new screen asks for a code",
    who: "anyone",
    body: z.strictObject({}),
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
    body: PlayBatch,
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
