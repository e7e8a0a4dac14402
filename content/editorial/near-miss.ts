import { addressesIn, barelyWritten, type Address } from "./address.ts";
import { finding, type Finding } from "./finding.ts";
import type { TextPiece } from "./message-text.ts";
import type { Source } from "./source.ts";

/** At most one insertion, deletion, substitution or swap of neighbours apart, and not equal. */
export function oneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const restA = a.slice(start, endA);
  const restB = b.slice(start, endB);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

type Known = { readonly domain: string; readonly source: string };
type Channel = { readonly address: string; readonly source: string };

/** Domains and addresses of the register, ready to compare. */
export type Register = { readonly domains: readonly Known[]; readonly channels: readonly Channel[] };

function withoutWww(host: string): string {
  return host.replace(/^www\./u, "");
}

export function registerOf(sources: readonly Source[]): Register {
  const channels = sources.flatMap((source) =>
    source.channels.map(({ url }) => ({ address: barelyWritten(url).toLowerCase(), source: source.name })),
  );
  const domains = sources.flatMap((source) =>
    [...source.domains, ...source.channels.flatMap(({ url }) => addressesIn(url).map(({ host }) => host))].map(
      (domain) => ({ domain: withoutWww(domain.toLowerCase()), source: source.name }),
    ),
  );
  return { domains: domains.filter(({ domain }) => domain.includes(".")), channels };
}

/** Labels of `host` counted from its end, as many as `domain` has. */
function sameDepth(host: string, domain: string): string {
  return host.split(".").slice(-domain.split(".").length).join(".");
}

/** The registered domain that `host` nearly is: one edit away, or wearing it in front (`boyte.gov.vn.example.com`). */
function nearDomain(host: string, { domains }: Register): Known | undefined {
  if (domains.some(({ domain }) => host === domain || host.endsWith(`.${domain}`))) return undefined;
  return domains.find(
    ({ domain }) =>
      oneEditApart(host, domain) || oneEditApart(sameDepth(host, domain), domain) || host.startsWith(`${domain}.`),
  );
}

/** The registered channel of which `address` is a piece broken off, or from which it differs in one letter. */
function nearChannel(address: Address, { channels }: Register): Channel | undefined {
  const written = barelyWritten(address.text).toLowerCase();
  const host = withoutWww(address.host);
  const path = written.slice(host.length);
  if (path.length < 4 || !written.startsWith(host)) return undefined;
  const onward = (longer: string, shorter: string): boolean =>
    longer.startsWith(shorter) && /^[/?&#]/u.test(longer.slice(shorter.length));
  const sameHost = channels.filter((channel) => channel.address.startsWith(`${host}/`));
  if (sameHost.some((channel) => channel.address === written || onward(written, channel.address))) return undefined;
  return sameHost.find(
    (channel) =>
      oneEditApart(channel.address, written) ||
      (channel.address.startsWith(written) &&
        !onward(channel.address, written) &&
        path.length * 2 > channel.address.length - host.length),
  );
}

/** What is wrong with the addresses in a text, on their own and beside the register of sources. */
export function addressFindings({ where, text }: TextPiece, register: Register): readonly Finding[] {
  return addressesIn(text).flatMap((address): Finding[] => {
    const at = { from: address.from, until: address.until };
    const found: Finding[] = [];
    if (address.fault) found.push(finding("url-malformed", where, { address: address.text, fault: address.fault }, at));
    if (address.spaced) found.push(finding("url-spaces", where, { address: address.text }, at));
    const domain = nearDomain(withoutWww(address.host), register);
    if (domain) {
      const facts = { domain: address.host, registered: domain.domain, source: domain.source };
      found.push(finding("domain-near-miss", where, facts, at));
    }
    const channel = address.kind === "url" && !address.spaced ? nearChannel(address, register) : undefined;
    if (channel) {
      const facts = { address: barelyWritten(address.text), registered: channel.address, source: channel.source };
      found.push(finding("address-near-miss", where, facts, at));
    }
    return found;
  });
}
