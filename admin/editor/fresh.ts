import type { MessageContent } from "../../content/editorial/message.ts";
import type { Directive } from "../../content/editorial/directive.ts";
import type { Source } from "../../content/editorial/source.ts";
import type { Settings } from "../../content/wire/views.ts";
import { emptyPanel, leadingSlot } from "./panel-slots.ts";
import { textAt } from "./path.ts";

/** A new message: a text panel to begin with, in the agency's own name. */
export function freshContent(settings: Settings | undefined): MessageContent {
  return {
    title: "",
    source: { id: "", name: "" },
    sourceDate: "",
    agency: settings?.agency ?? { name: "", short: "" },
    forms: { panel: emptyPanel("rule") },
    kept: [],
  };
}

/** The registered source that a letter's issuer is, as far as the names say so. */
export function sourceOfIssuer(issuer: string, sources: readonly Source[]): Source | undefined {
  const wanted = spelledOut(issuer);
  const named = sources.map((source) => ({ source, name: spelledOut(source.name) }));
  return (
    named.find(({ name }) => name === wanted) ??
    named.find(({ name }) => wanted.includes(name) || name.includes(wanted))
  )?.source;
}

/** "TP. Cần Thơ", "thành phố Cần Thơ" and "Cần Thơ" are one place, so a name is compared without the kind of place. */
function spelledOut(name: string): string {
  return name
    .normalize("NFC")
    .toLowerCase()
    .replace(/(?<!\p{L})(tp\.?|thành phố|tỉnh)(?!\p{L})/gu, " ")
    .replace(/\s*\(.*\)/, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Choosing the letter fills in who says it and when (mission §5.3). A source chosen before stays when the letter names none. */
export function withDirective(
  content: MessageContent,
  directive: Directive | undefined,
  sources: readonly Source[],
): MessageContent {
  const { directive: _before, ...rest } = content;
  if (!directive) return rest;
  const source = sourceOfIssuer(directive.issuer, sources);
  return {
    ...rest,
    directive: { id: directive.id, number: directive.number },
    sourceDate: directive.date,
    source: source ? { id: source.id, name: source.name } : content.source,
  };
}

/** A name for the desk from what the message says, until its author gives it another. */
export function titleFrom(content: MessageContent): string {
  const { panel, ticker, banner } = content.forms;
  const text =
    (panel ? textAt(panel, `${leadingSlot(panel.template)}.vi`) : "") || ticker?.text.vi || banner?.alt.vi || "";
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= 60) return flat;
  const cut = flat.slice(0, 60);
  return `${cut.slice(0, cut.lastIndexOf(" ") > 20 ? cut.lastIndexOf(" ") : 60)}…`;
}
