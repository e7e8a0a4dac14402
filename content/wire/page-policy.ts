/**
 * What the browser lets our pages do (Content Security Policy with Trusted Types; attacks.md §3.2). Nothing inline runs or
 * styles: no script, no `<style>`, no `style="…"`; text becomes markup only through the policies named here.
 */

/** The rules for the player that hold wherever its files are served from, so they stand in the page itself too. */
const playerRules = [
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  // Lit's own for its templates; ours for the address of the service worker.
  "trusted-types lit-html bangtin-shell",
];

/** In the page, for a shell that another host serves: whom it may talk to is not known there, so that is left open. */
export const playerPagePolicy = ["object-src 'none'", ...playerRules].join("; ");

/** With the page, from this server. `sockets` are the WebSocket origins of this server. The desk previews it in a frame. */
export function playerPolicy(sockets: readonly string[]): string {
  return [
    "default-src 'none'",
    ...playerRules,
    ["connect-src 'self'", ...sockets].join(" "),
    "frame-ancestors 'self'",
  ].join("; ");
}

/** The desk and the demo's wall: nobody frames them; they frame the player. */
export function deskPolicy(sockets: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // The kit draws its icons from images in its style sheets.
    "img-src 'self' blob: data:",
    "font-src 'self'",
    ["connect-src 'self'", ...sockets].join(" "),
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // Lit's own for its templates; the kit's (vite.admin.config.ts).
    "trusted-types lit-html vaadin-kit",
  ].join("; ");
}

/** Everything that is not a page: data, files. */
export const dataPolicy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
