import type { SafeCard } from "../content/trust/manifest.ts";
import type { ShellMode } from "../content/wire/protocol.ts";
import type { PairedScreen } from "../content/wire/screen-api.ts";

/** What `npm run build:player` builds into a shell that does not come from the server that it plays for. */
export type Baked = {
  /** The payload of the root that every root of the server must continue. */
  readonly root: string;
  /** The origin of the server; without it the one that serves the page. */
  readonly server?: string | undefined;
  /** The words of the safe card: with them the server's are never used. */
  readonly safeCard?: SafeCard | undefined;
};

/** Set by the build. */
declare const __BAKED__: Baked | undefined;
export const baked: Baked | undefined = typeof __BAKED__ === "undefined" ? undefined : __BAKED__;

/** With the safe card of this shell, where it has one. */
export function ownCard(paired: PairedScreen): PairedScreen {
  return baked?.safeCard ? { ...paired, safeCard: baked.safeCard } : paired;
}

/** The address of one of the server's paths: the one place that knows that the server may be another host. */
export function addressOf(path: string): string {
  return new URL(path, baked?.server ?? location.origin).href;
}

/** Where this page comes from, and so what it is worth when the server is hijacked (docs/security.md). */
export function shellMode(): ShellMode {
  if (!baked) return "same-host";
  const here = location.protocol === "file:" || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
  return here ? "installed" : "other-host";
}

/** What the page's own address asks for. */
export type Address = {
  /** Separate identity and storage per name, so that one origin can show several screens. */
  readonly profile: string;
  /** A device token that was paired beforehand (the demo's wall, batch enrolment). */
  readonly claim: string | undefined;
  /** Drawn by its parent through `postMessage`: no network, no storage. */
  readonly preview: boolean;
};

const profileName = /^[a-z0-9][a-z0-9-]{0,39}$/;

export function readAddress(search: string, hash: string): Address {
  const query = new URLSearchParams(search);
  const profile = query.get("profile") ?? "";
  const claim = new URLSearchParams(hash.replace(/^#/, "")).get("claim") ?? "";
  return {
    profile: profileName.test(profile) ? profile : "main",
    claim: claim.length >= 20 && claim.length <= 120 ? claim : undefined,
    preview: query.has("preview"),
  };
}

/** The same address without the token, so that it is neither photographed off a screen nor kept in a history. */
export function withoutClaim(href: string): string {
  const url = new URL(href);
  const fragment = new URLSearchParams(url.hash.replace(/^#/, ""));
  fragment.delete("claim");
  url.hash = fragment.toString();
  return url.hash === "" ? url.href.replace(/#$/, "") : url.href;
}
