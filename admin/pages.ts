import {
  CalendarDays,
  GraduationCap,
  Inbox,
  KeyRound,
  ListVideo,
  MapPin,
  MessageSquareText,
  Monitor,
  ScrollText,
  Settings,
  Users,
  type IconNode,
} from "lucide";
import type { Role } from "../content/wire/roles.ts";

/**
 * Every page of the desk, once. To add one: write `pages/NAME.ts` defining an element that extends `DeskPage`, and put a
 * line here. A path ending in `/:id` sets the element's `itemId`; each page is its own chunk, loaded when first opened.
 */
export type PageEntry = {
  readonly path: string;
  readonly tag: string;
  readonly load: () => Promise<unknown>;
  readonly roles: readonly Role[];
  /** A full page of its own, without navigation. */
  readonly alone?: true;
};

const everyone = ["comms", "approver", "admin"] as const;
const approvers = ["approver", "admin"] as const;
const planners = ["comms", "admin", "approver"] as const;
const admins = ["admin"] as const;

const messages = () => import("./pages/messages.ts");
const message = () => import("./pages/message.ts");
const approvals = () => import("./pages/approvals.ts");
const playlists = () => import("./pages/playlists.ts");
const campaigns = () => import("./pages/campaigns.ts");
const venues = () => import("./pages/venues.ts");
const screens = () => import("./pages/screens.ts");
const users = () => import("./pages/users.ts");
const settings = () => import("./pages/settings.ts");
const urgent = () => import("./pages/urgent.ts");
const exercise = () => import("./pages/urgent/exercise.ts");
const order = () => import("./pages/urgent/order.ts");
const orders = () => import("./pages/urgent/orders.ts");
const trust = () => import("./pages/trust.ts");

export const pages: readonly PageEntry[] = [
  { path: "approvals", tag: "desk-approvals", load: approvals, roles: everyone },
  { path: "approvals/:id", tag: "desk-approvals", load: approvals, roles: everyone },
  { path: "messages", tag: "desk-messages", load: messages, roles: everyone },
  { path: "messages/:id", tag: "desk-message", load: message, roles: everyone },
  { path: "screens", tag: "desk-screens", load: screens, roles: everyone },
  { path: "screens/:id", tag: "desk-screens", load: screens, roles: everyone },
  { path: "campaigns", tag: "desk-campaigns", load: campaigns, roles: planners },
  { path: "campaigns/:id", tag: "desk-campaigns", load: campaigns, roles: planners },
  { path: "playlists", tag: "desk-playlists", load: playlists, roles: planners },
  { path: "playlists/:id", tag: "desk-playlists", load: playlists, roles: planners },
  { path: "venues", tag: "desk-venues", load: venues, roles: admins },
  { path: "venues/:id", tag: "desk-venues", load: venues, roles: admins },
  { path: "users", tag: "desk-users", load: users, roles: admins },
  { path: "urgent", tag: "desk-urgent", load: urgent, roles: approvers, alone: true },
  { path: "urgent/:id", tag: "desk-order", load: order, roles: everyone, alone: true },
  { path: "exercise", tag: "desk-exercise", load: exercise, roles: approvers, alone: true },
  { path: "orders", tag: "desk-orders", load: orders, roles: everyone },
  { path: "trust", tag: "desk-trust", load: trust, roles: approvers },
  { path: "settings", tag: "desk-settings", load: settings, roles: admins },
];

export type RailEntry = {
  readonly page: string;
  readonly icon: IconNode;
  readonly word:
    | "approvals"
    | "screens"
    | "messages"
    | "campaigns"
    | "playlists"
    | "venues"
    | "users"
    | "trust"
    | "orders"
    | "exercise"
    | "settings";
  readonly group: "top" | "content" | "duty" | "administration";
  readonly roles: readonly Role[];
  /** `G` then this letter goes there. */
  readonly key: string;
};

/** The left rail, in order. On a phone the first three stand in the bottom bar, the rest under "Thêm". */
export const rail: readonly RailEntry[] = [
  { page: "approvals", icon: Inbox, word: "approvals", group: "top", roles: everyone, key: "d" },
  { page: "screens", icon: Monitor, word: "screens", group: "top", roles: everyone, key: "m" },
  { page: "messages", icon: MessageSquareText, word: "messages", group: "content", roles: everyone, key: "t" },
  { page: "campaigns", icon: CalendarDays, word: "campaigns", group: "content", roles: planners, key: "o" },
  { page: "playlists", icon: ListVideo, word: "playlists", group: "content", roles: approvers, key: "p" },
  { page: "orders", icon: ScrollText, word: "orders", group: "duty", roles: everyone, key: "l" },
  { page: "exercise", icon: GraduationCap, word: "exercise", group: "duty", roles: approvers, key: "e" },
  { page: "venues", icon: MapPin, word: "venues", group: "administration", roles: admins, key: "v" },
  { page: "users", icon: Users, word: "users", group: "administration", roles: admins, key: "n" },
  { page: "trust", icon: KeyRound, word: "trust", group: "administration", roles: approvers, key: "k" },
  { page: "settings", icon: Settings, word: "settings", group: "administration", roles: admins, key: "c" },
];

/** Where a role starts (mission §5.2). */
export const homeOf: Readonly<Record<Role, string>> = { comms: "messages", approver: "approvals", admin: "screens" };

/** The page of an address for a role; `undefined` when there is none for it. */
export function pageFor(
  parts: readonly string[],
  role: Role,
): { readonly page: PageEntry; readonly itemId: string | undefined } | undefined {
  for (const page of pages) {
    const wanted = page.path.split("/");
    if (wanted.length !== parts.length || !page.roles.includes(role)) continue;
    if (wanted.every((part, i) => part === ":id" || part === parts[i])) {
      return { page, itemId: wanted[1] === ":id" ? parts[1] : undefined };
    }
  }
  return undefined;
}
