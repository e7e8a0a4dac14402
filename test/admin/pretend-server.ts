import { approvalCode, sealRevision } from "../../content/editorial/revision.ts";
import type { MessageContent } from "../../content/editorial/message.ts";
import { problems, type ProblemCode } from "../../content/wire/problem.ts";
import type { Role } from "../../content/wire/roles.ts";
import type { MessageView, Person, TrustView } from "../../content/wire/views.ts";

/** A server at the edge of the network: `fetch` is answered here, everything of ours runs as it is. */

export type Heard = { readonly method: string; readonly path: string; readonly body: unknown };
type Answer = Response | undefined | Promise<Response | undefined>;

export const tuyet: Person = { id: "tuyet", name: "Nguyễn Thị Ánh Tuyết" };
export const ha: Person = { id: "ha", name: "Phạm Thu Hà" };
export const phuc: Person = { id: "phuc", name: "Lê Văn Phúc" };

export const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

export function problem(code: ProblemCode, detail?: string): Response {
  const status = problems[code];
  return json({ type: "about:blank", title: code, status, code, ...(detail ? { detail } : {}) }, status);
}

export const sources = [
  { id: "bo-y-te", name: "Bộ Y tế", kind: "health" as const, domains: ["moh.gov.vn"], channels: [] },
];
export const directives = [
  {
    id: "van-ban-d",
    number: "337/STTTT-CNTT",
    date: "2020-03-11",
    issuer: "Bộ Y tế",
    abstract: "V/v tuyên truyền ứng dụng NCOVI",
    signer: "",
  },
];
const settings = {
  agency: { name: "Sở Thông tin và Truyền thông", short: "Sở TT&TT" },
  hotline: { label: "Đường dây nóng", number: "1900 9095" },
};

export function contentOf(title: string, forms: MessageContent["forms"]): MessageContent {
  return {
    title,
    source: { id: "bo-y-te", name: "Bộ Y tế" },
    sourceDate: "2020-03-11",
    agency: settings.agency,
    forms,
    kept: [],
  };
}

export function messageOf(id: string, content: MessageContent, more: Partial<MessageView> = {}): MessageView {
  return {
    id,
    status: "draft",
    version: 1,
    head: headOf(content),
    author: tuyet,
    lastEditor: tuyet,
    createdAt: 1,
    updatedAt: 1,
    ...more,
  };
}

export function headOf(content: MessageContent): MessageView["head"] {
  const { digest, content: sealed } = sealRevision(content);
  return { digest, code: approvalCode(digest), content: sealed };
}

/** Answers from `messages` until it is stopped; `first` may answer before, or throw as a network does. */
export function pretendServer(options: {
  readonly person: Person;
  readonly role: Role;
  readonly messages?: MessageView[];
  /** What it says about keys; no root and nobody's key when absent. */
  readonly trust?: TrustView;
  readonly first?: (heard: Heard) => Answer;
}): { readonly heard: Heard[]; readonly messages: MessageView[]; stop: () => void } {
  const { first } = options;
  const messages = options.messages ?? [];
  const heard: Heard[] = [];
  const real = window.fetch;
  const answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (!url.pathname.startsWith("/api/")) return real(input, init);
    const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : undefined;
    const request = { method: init?.method ?? "GET", path: url.pathname, body };
    heard.push(request);
    return (await first?.(request)) ?? standard(request, messages, options);
  };
  window.fetch = answer;
  return {
    heard,
    messages,
    stop: () => {
      window.fetch = real;
    },
  };
}

const nobodysKey = { keyId: "0".repeat(16), x: "A".repeat(43), y: "A".repeat(43) };

function standard(
  { method, path, body }: Heard,
  messages: MessageView[],
  { person, role, trust }: { readonly person: Person; readonly role: Role; readonly trust?: TrustView },
): Response {
  const fixed: Record<string, unknown> = {
    "/api/session": {
      user: { id: person.id, name: person.name, email: `${person.id}@example.vn`, role, createdAt: 1 },
      setup: false,
      demo: false,
      serverTime: Date.now(),
    },
    "/api/sources": sources,
    "/api/directives": directives,
    "/api/settings": settings,
    "/api/playlists": [],
    "/api/campaigns": [],
    "/api/screens": [],
    "/api/venues": [],
    "/api/areas": [],
    "/api/trust": trust ?? { serverKey: nobodysKey, pending: [] },
  };
  if (path in fixed) return json(fixed[path]);
  const [, , , id, act] = path.split("/");
  if (path === "/api/messages" && method === "GET") return json(messages);
  if (path === "/api/messages") {
    const made = messageOf(`m${messages.length + 1}`, (body as { content: MessageContent }).content);
    messages.push(made);
    return json(made);
  }
  const at = messages.findIndex((message) => message.id === id);
  const before = messages[at];
  if (!before) return problem("message/not-found");
  if (method === "GET") return json(before);
  const given = body as { version?: number; content?: MessageContent; reason?: string };
  if (given.version !== undefined && given.version !== before.version) return problem("message/changed-meanwhile");
  const to = { submit: "submitted", approve: "approved", return: "returned", reject: "rejected" } as const;
  const after: MessageView = {
    ...before,
    version: before.version + 1,
    ...(given.content ? { head: headOf(given.content) } : {}),
    ...(act && act in to ? { status: to[act as keyof typeof to] } : {}),
  };
  messages[at] = after;
  return json(after);
}
