import { html, type TemplateResult } from "lit";
import { unsafeSVG } from "lit/directives/unsafe-svg.js";
import type { IconNode } from "lucide";

const drawn = new WeakMap<IconNode, string>();

/** A Lucide icon as inline SVG, hidden from readers: the word beside it speaks. `import { Inbox } from "lucide"`. */
export function icon(node: IconNode, size: "" | "big" = ""): TemplateResult {
  let inside = drawn.get(node);
  if (inside === undefined) {
    inside = node
      .map(([tag, attributes]) => {
        const written = Object.entries(attributes)
          .map(([name, value]) => `${name}="${value}"`)
          .join(" ");
        return `<${tag} ${written}/>`;
      })
      .join("");
    drawn.set(node, inside);
  }
  // The nodes are constants of the icon package, never text from anyone.
  return html`<svg
    class="icon ${size}"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${unsafeSVG(inside)}
  </svg>`;
}
