/**
 * The component kit under the desk's policy (content/wire/page-policy.ts). Its build is rewritten to come through here
 * (vite.admin.config.ts): style elements become constructed sheets, and its one template goes through a named policy.
 */

type Policy = { createHTML(html: string): string };
// In no library of TypeScript yet; a browser without Trusted Types enforces none.
const { trustedTypes } = globalThis as {
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
};
/** Only constants of the kit come here: every caller is a line of the kit that the build has rewritten. */
const policy = trustedTypes?.createPolicy("vaadin-kit", { createHTML: (html) => html });

/** Markup that is a constant of the kit. */
export function kitHtml(html: string): string {
  return policy?.createHTML(html) ?? html;
}

/** What the kit would put into a style element of `root`. */
export function kitStyles(root: Document | ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  // Before the others, as the kit does.
  root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
}
