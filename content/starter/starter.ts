import { areas, contacts, directives, settings, sources, venues } from "./directory.ts";
import { adviceMessages } from "./messages-advice.ts";
import { canThoMessages } from "./messages-can-tho.ts";
import { elsewhereMessages } from "./messages-elsewhere.ts";
import { hauGiangMessages } from "./messages-hau-giang.ts";
import { campaigns, playlists, screens } from "./schedule.ts";

/**
 * The starter pack, from the five letters. Loaded in this order it refers only to what came before. Which words are a
 * letter's and which are ours is said beside each message.
 */
export const starter = {
  settings,
  sources,
  directives,
  contacts,
  areas,
  venues,
  messages: [...adviceMessages, ...canThoMessages, ...hauGiangMessages, ...elsewhereMessages],
  playlists,
  /** Campaigns over a window of local dates, both inclusive. */
  campaigns,
  screens,
} as const;
export type { StarterMessage } from "./starter-message.ts";
export type { StarterScreen } from "./schedule.ts";
