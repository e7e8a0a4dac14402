/**
 * Web and mail addresses inside running text. By hand, because `content` has neither the DOM's nor Node's `URL`, and
 * because `URL` silently mends what must be shown to the author: spaces, backslashes, a third slash.
 */
export type AddressFault =
  /** `htttp://`, `ftp://`: nothing that a passer-by's telephone opens. */
  | "scheme"
  /** `http//`, `http:\\`, `https:/`. */
  | "separator"
  /** No host, an empty label, an underscore. */
  | "host"
  /** A letter outside ASCII in the host: `bộyte.gov.vn`, or a Cyrillic о. */
  | "not-ascii"
  /** `https://boyte.gov.vn@elsewhere.com` leads elsewhere. */
  | "user-before-host";

export type Address = {
  readonly kind: "url" | "email";
  /** As it stands in the text, without the punctuation of the sentence around it. */
  readonly text: string;
  readonly from: number;
  readonly until: number;
  /** Lower case, without port; empty when there is none to be found. */
  readonly host: string;
  /** Everything after the host, as written. */
  readonly path: string;
  readonly fault?: AddressFault;
  /** The address goes on behind white space: `facebook.com/DDCI tinh Quang Ninh/`. `text` then holds all of it. */
  readonly spaced?: true;
};

/** Endings that make a bare word an address even when it holds a letter outside ASCII. */
const commonEndings = "vn|com|net|org|info|edu|gov|me";
const start = new RegExp(
  [
    // Anything that means to be http, with anything that means to be "://".
    String.raw`(?<http>(?<![\p{L}\p{N}])h+[tx]{1,4}ps?\s?[:;]?\s?(?:\/{1,3}|\\{1,2})\s?)`,
    String.raw`(?<scheme>(?<![\p{L}\p{N}])[a-z][a-z0-9+-]{0,15}:\/\/)`,
    String.raw`(?<email>(?<![\p{L}\p{N}._%+-])[a-z0-9._%+-]{1,64}@(?=[\p{L}\p{N}]))`,
    String.raw`(?<bare>(?<![\p{L}\p{N}@.-])(?=(?:[a-z0-9-]+\.)+[a-z]{2,18}(?![\p{L}\p{N}-]))[a-z0-9])`,
    String.raw`(?<foreign>(?<![\p{L}\p{N}@.-])(?=(?:[\p{L}\p{N}-]+\.)+(?:${commonEndings})(?![\p{L}\p{N}-]))[\p{L}\p{N}])`,
  ].join("|"),
  "giu",
);

/** Words that continue an address across white space until one that ends it with a slash. */
const continuation = /^(?:[ \t\u00A0]+[a-z0-9_~%-]+){1,6}\/(?=$|[\s.,;)\]>"”»])/iu;
const hostEnd = /[/?#\\\s]/u;
const sentence = /[.,;:!?…'"”’»)\]}>]+$/u;

function trimSentence(text: string): string {
  return text.replace(sentence, (tail, at: number) =>
    // A bracket that was opened inside the address belongs to it.
    tail.startsWith(")") && text.slice(0, at).includes("(") ? ")" : "",
  );
}

function hostFault(host: string): AddressFault | undefined {
  if (/[^\u0020-\u007E]/u.test(host)) return "not-ascii";
  return /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/u.test(host)
    ? undefined
    : "host";
}

/** Scheme and host of the text that follows an opening such as `https://`. */
function dissect(rest: string): { host: string; path: string; fault?: AddressFault } {
  const end = rest.search(hostEnd);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const path = end < 0 ? "" : rest.slice(end);
  const host = authority
    .slice(authority.lastIndexOf("@") + 1)
    .replace(/:\d{1,5}$/u, "")
    .toLowerCase();
  const fault = authority.includes("@") ? "user-before-host" : hostFault(host);
  return fault ? { host, path, fault } : { host, path };
}

function read(text: string, match: RegExpExecArray): Address {
  const opening = match[0];
  const from = match.index;
  const groups = match.groups ?? {};
  const kind = groups["email"] === undefined ? "url" : "email";
  const stem = groups["bare"] ?? groups["foreign"] ?? "";
  const bodyFrom = from + opening.length - stem.length;
  let body = trimSentence(/^[^\s<>"“”«»]*/u.exec(text.slice(bodyFrom))?.[0] ?? "");
  const open = kind === "url" && /^[^/]+\/.*[^/]$/u.test(body);
  const tail = open ? continuation.exec(text.slice(bodyFrom + body.length))?.[0] : undefined;
  // "https:// example.vn" is spaced as well.
  const spaced = tail !== undefined || (groups["http"] !== undefined && /\s/u.test(opening));
  body += tail ?? "";
  const parts = dissect(body);
  const written = opening.toLowerCase().replaceAll(/\s/gu, "");
  const fault =
    groups["http"] !== undefined && !/^https?[^a-z]/u.test(written)
      ? "scheme"
      : groups["http"] !== undefined && !written.endsWith("://")
        ? "separator"
        : groups["scheme"] !== undefined
          ? "scheme"
          : parts.fault;
  const address: Address = {
    kind,
    text: text.slice(from, bodyFrom + body.length),
    from,
    until: bodyFrom + body.length,
    host: parts.host,
    path: parts.path,
  };
  return { ...address, ...(fault ? { fault } : {}), ...(spaced ? { spaced: true as const } : {}) };
}

/** Every address in `text`, in order, without overlaps. */
export function addressesIn(text: string): readonly Address[] {
  const found: Address[] = [];
  start.lastIndex = 0;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const address = read(text, match);
    found.push(address);
    start.lastIndex = Math.max(address.until, match.index + 1);
  }
  return found;
}

/** An address as screens print it and as it is compared: no scheme, no `www.`, no final slash. */
export function barelyWritten(address: string): string {
  return address
    .trim()
    .replace(/^[a-z][a-z0-9+-]*:\/\//iu, "")
    .replace(/^www\./iu, "")
    .replace(/\/$/u, "");
}
