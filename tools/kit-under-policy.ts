import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const policy = fileURLToPath(new URL("../admin/kit-policy.ts", import.meta.url));

/** What the kit writes that the desk's policy forbids, and what stands there instead: file, found, replaced by. */
const rewritten: readonly [file: string, found: string | RegExp, instead: string][] = [
  [
    "component-base/src/slot-styles-mixin.js",
    /const style = document\.createElement\('style'\);[^]*?\n\}/,
    "kitStyles(root, styles);\n}",
  ],
  [
    "component-base/src/css-utils.js",
    /const styleTag = document\.createElement\('style'\);[^]*?insertAdjacentElement\('afterbegin', styleTag\);/,
    "kitStyles(document, styles.map((style) => style.toString()).join('\\n'));",
  ],
  ...["month", "year"].flatMap((unit): [string, RegExp, string][] => [
    [
      `date-picker/src/vaadin-date-picker-${unit}-scroller.js`,
      /const stylesTemplate = .*;\nstylesTemplate\.innerHTML = `\s*<style>([^`$]*)<\/style>\s*`;/,
      "const styles = `$1`;",
    ],
    [
      `date-picker/src/vaadin-date-picker-${unit}-scroller.js`,
      /this\.shadowRoot\.appendChild\(stylesTemplate\.content\.cloneNode\(true\)\);/,
      "kitStyles(this.shadowRoot, styles);",
    ],
  ]),
  [
    "date-picker/src/vaadin-infinite-scroller.js",
    /template\.innerHTML = `\s*<style>([^`$]*)<\/style>([^`$]*)`;/,
    "const styles = `$1`;\ntemplate.innerHTML = kitHtml(`$2`);",
  ],
  [
    "date-picker/src/vaadin-infinite-scroller.js",
    "root.appendChild(template.content.cloneNode(true));",
    "root.appendChild(template.content.cloneNode(true));\nkitStyles(root, styles);",
  ],
];

/** Styles of a kind of component that was not made with Lit; no such component is in the kit any more. */
const unreached = /vaadin-themable-mixin\.js$/;

/**
 * The component kit without style elements and without strings that become markup, as the desk's policy demands
 * (content/wire/page-policy.ts). The build fails where the kit has changed or has something new of the kind.
 */
export function kitUnderPolicy(): Plugin {
  return {
    name: "bangtin-kit-under-policy",
    enforce: "pre",
    transform: {
      order: "pre",
      filter: { id: /node_modules\/@vaadin\/.*\.js$/ },
      handler(source, id) {
        let code = source.replaceAll(/(\S+)\.innerHTML = '';/g, "$1.replaceChildren();");
        for (const [file, found, instead] of rewritten) {
          if (!id.endsWith(`/@vaadin/${file}`)) continue;
          const before = code;
          code = code.replace(found, instead);
          if (code === before) this.error(`${file} is not as it was: mend tools/kit-under-policy.ts`);
        }
        const comments = /\/\*[^]*?\*\/|^\s*\/\/.*$/gm;
        const left = /createElement\('style'\)|(?:inner|outer)HTML = (?!kitHtml\()|insertAdjacentHTML|DOMParser/.exec(
          code.replaceAll(comments, ""),
        );
        if (left && !unreached.test(id)) this.error(`${id} writes ${left[0]}, which the desk's policy forbids`);
        if (code === source) return undefined;
        return { code: `import { kitHtml, kitStyles } from ${JSON.stringify(policy)};\n${code}`, map: null };
      },
    },
  };
}
