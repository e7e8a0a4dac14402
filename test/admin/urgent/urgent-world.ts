import { sealRevision } from "../../../content/editorial/revision.ts";
import { toBase64url } from "../../../content/trust/base64url.ts";
import { signedBytes } from "../../../content/trust/envelope.ts";
import { keyIdOf, type Duty, type KeyEntry } from "../../../content/trust/key.ts";
import { orderPayload, orderType, type TakeoverStatement } from "../../../content/trust/order-statement.ts";
import { rootType, type Root } from "../../../content/trust/root.ts";
import type { OrderView, Person, ScreenView, TakeoverReach } from "../../../content/wire/views.ts";
import { canvasPresets } from "../../../content/network/canvas.ts";
import { contentOf, json, type Heard } from "../pretend-server.ts";

/** Two officers with real keys, a root that lists them, and two venues in Cần Thơ: what a takeover needs around it. */

const curve = { name: "ECDSA", namedCurve: "P-256" } as const;
const minute = 60_000;

export type Officer = {
  readonly person: Person;
  readonly jwk: JsonWebKey;
  readonly key: CryptoKey;
  readonly entry: KeyEntry;
};

export async function officer(person: Person, duties: Duty[] = ["officer"]): Promise<Officer> {
  const pair = await crypto.subtle.generateKey(curve, true, ["sign", "verify"]);
  const jwk = await crypto.subtle.exportKey("jwk", pair.privateKey);
  const { x = "", y = "" } = jwk;
  const entry: KeyEntry = {
    keyId: keyIdOf({ x, y }),
    x,
    y,
    scheme: { kind: "es256" },
    duties,
    owner: person,
    since: 1,
  };
  return { person, jwk, key: pair.privateKey, entry };
}

/** An envelope with this officer's signature over the exact payload. */
export async function signed(by: Officer, type: string, payload: string): Promise<string> {
  const bytes = new Uint8Array(signedBytes(type, payload));
  const raw = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, by.key, bytes);
  const signature = toBase64url(new Uint8Array(raw));
  return JSON.stringify({ type, payload, signatures: [{ keyId: by.entry.keyId, signature }] });
}

export async function rootOver(officers: readonly Officer[], lone?: Root["lone"]): Promise<string> {
  const top = await officer({ id: "root", name: "Khóa gốc" }, ["root"]);
  const server = await officer({ id: "server", name: "Máy chủ" }, ["server"]);
  const root: Root = {
    version: 1,
    issuedAt: 1,
    expiresAt: Date.now() + 1_000_000_000,
    keys: [top, server, ...officers].map(({ entry }) => entry),
    thresholds: { root: 1, approval: 1, takeover: 2 },
    ...(lone ? { lone } : {}),
  };
  return signed(top, rootType, JSON.stringify(root));
}

export const reach: TakeoverReach = {
  screens: 3,
  online: 2,
  offline: 1,
  venues: 2,
  toCall: [{ id: "cho", name: "Chợ Tân An", screens: 1 }],
};

const areas = [
  { id: "can-tho", name: "Thành phố Cần Thơ", level: "province" as const },
  { id: "ninh-kieu", name: "Quận Ninh Kiều", level: "district" as const, parent: "can-tho" },
];
const venue = {
  kind: "airport" as const,
  operator: "Đơn vị mẫu",
  address: "",
  timeZone: "Asia/Ho_Chi_Minh",
  openingHours: [],
};
const venues = [
  { ...venue, id: "ga-den", name: "Ga đến", area: "ninh-kieu", reading: "walk" as const },
  { ...venue, id: "cho", name: "Chợ Tân An", area: "ninh-kieu", reading: "walk" as const },
];

export function screenOf(id: string, at: "ga-den" | "cho", takeover?: number): ScreenView {
  const [canvas] = canvasPresets;
  if (!canvas) throw new Error("no canvas");
  const place = venues.find((each) => each.id === at);
  return {
    id,
    name: id,
    venue: { id: at, name: place?.name ?? "", timeZone: "Asia/Ho_Chi_Minh" },
    canvas,
    status: "playing",
    online: true,
    pairedAt: 1,
    wanted: 1,
    shown: 1,
    report: {
      version: 1,
      state: "playing",
      onAir: {},
      clock: 1,
      outbox: 0,
      persisted: true,
      ...(takeover === undefined ? {} : { takeover }),
    },
  };
}

const words = contentOf("KHẨN CẤP: Ở nhà", {
  panel: { template: "urgent", headline: { vi: "Có dịch:\nở nhà" } },
  ticker: { text: { vi: "Có dịch: ở nhà." } },
});

export function statementBy(person: Person, now = Date.now()): TakeoverStatement {
  return {
    kind: "takeover",
    id: "0123456789abcdef0123456789abcdef",
    by: person,
    reason: "Điện thoại 13:09: Ban Chỉ đạo, ông Lâm, 0292.3.811.502",
    at: now,
    revision: sealRevision(words).digest,
    scope: { kind: "places", areas: ["ninh-kieu"], venues: [] },
    from: now,
    until: now + 60 * minute,
  };
}

export async function waitingOrder(first: Officer, more: Partial<OrderView> = {}): Promise<OrderView> {
  const statement = statementBy(first.person);
  const payload = orderPayload(statement);
  return {
    id: statement.id,
    status: "waiting",
    payload,
    envelope: await signed(first, orderType, payload),
    signers: [first.person],
    content: words,
    title: words.title,
    reach,
    alone: false,
    at: Date.now(),
    ...more,
  };
}

/** Answers what these pages read; `undefined` leaves the rest to the standard pretence. */
export function answers(world: {
  readonly root?: string | undefined;
  readonly orders?: () => OrderView[];
  readonly screens?: ScreenView[];
  readonly jwk?: Officer;
  readonly role?: "approver" | "admin" | "comms";
  readonly act?: (heard: Heard) => Response | undefined;
}): (heard: Heard) => Response | undefined {
  const { jwk } = world;
  return (heard) => {
    const { method, path } = heard;
    const acted = method === "GET" ? undefined : world.act?.(heard);
    if (acted) return acted;
    if (path === "/api/trust")
      return json({ ...(world.root ? { root: world.root } : {}), serverKey: publicOf(jwk), pending: [] });
    if (path === "/api/orders" && method === "GET") return json(world.orders?.() ?? []);
    if (path === "/api/orders/takeovers/check") return json(reach);
    if (path === "/api/areas") return json(areas);
    if (path === "/api/venues") return json(venues);
    if (path === "/api/screens") return json(world.screens ?? [screenOf("s1", "ga-den"), screenOf("s2", "cho")]);
    if (path !== "/api/session" || !jwk) return undefined;
    const { person } = jwk;
    return json({
      user: {
        id: person.id,
        name: person.name,
        email: `${person.id}@example.vn`,
        role: world.role ?? "approver",
        createdAt: 1,
      },
      setup: false,
      demo: true,
      demoKeys: [{ owner: person.id, jwk: jwk.jwk }],
      serverTime: Date.now(),
    });
  };
}

function publicOf(one: Officer | undefined): { keyId: string; x: string; y: string } {
  const { x = "A".repeat(43), y = "B".repeat(43) } = one?.jwk ?? {};
  return { keyId: keyIdOf({ x, y }), x, y };
}

/** The player says that it is ready, as the frame of a real one does. */
export function playersReady(page: HTMLElement): void {
  for (const preview of page.querySelectorAll("bt-preview")) {
    const source = preview.shadowRoot?.querySelector("iframe")?.contentWindow ?? null;
    const data = { type: "bangtin:preview-ready" };
    window.dispatchEvent(new MessageEvent("message", { data, origin: location.origin, source }));
  }
}

export function put(page: HTMLElement, selector: string, text: string): void {
  const field = page.querySelector<HTMLInputElement>(selector);
  if (!field) throw new Error(`no field ${selector}`);
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}

export function button(page: HTMLElement, named: string): HTMLButtonElement | undefined {
  return [...page.querySelectorAll("button")].find((each) => each.textContent?.replaceAll(/\s+/g, " ").includes(named));
}
