import { html, type TemplateResult } from "lit";
import type { IconNode } from "lucide";
import { icon } from "./icon.ts";

/** An empty page that teaches: what would stand here, and the action that starts it. */
export function emptyState(node: IconNode, title: string, teach: string, action: unknown = ""): TemplateResult {
  return html`<div class="empty">
    ${icon(node)}
    <h2>${title}</h2>
    <p>${teach}</p>
    ${action}
  </div>`;
}
