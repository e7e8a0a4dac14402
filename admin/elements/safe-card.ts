import type { SafeCard } from "../../content/trust/manifest.ts";
import type { Settings } from "../../content/wire/views.ts";

/** The card that screens of this desk fall back to, for a preview. */
export function safeCardOf(settings: Settings | undefined): SafeCard | undefined {
  if (!settings) return undefined;
  const { agency, hotline } = settings;
  return { agency: agency.name, label: hotline.label, number: hotline.number };
}
