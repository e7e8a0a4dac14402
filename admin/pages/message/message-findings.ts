import { check, type Finding } from "../../../content/editorial/check.ts";
import type { Source } from "../../../content/editorial/source.ts";
import type { MessageDraft } from "./message-draft.ts";

/** What the check says about the message as it stands here. */
export function findingsOf(draft: MessageDraft, sources: readonly Source[]): readonly Finding[] {
  const found = draft.content ? check(draft.content, { sources }) : [];
  // The server cuts the picture when it saves; until it has, there is nothing for the author to mend.
  const cutting = draft.pending || draft.state.kind === "saving";
  return cutting ? found.filter(({ code }) => code !== "renditions-missing") : found;
}
