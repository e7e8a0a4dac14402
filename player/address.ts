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
