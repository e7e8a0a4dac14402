import * as z from "zod/mini";
import { Floors } from "../content/trust/floors.ts";
import { Checkpoint } from "../content/trust/heartbeat.ts";
import { PairedScreen } from "../content/wire/screen-api.ts";
import type { Cupboard } from "./cupboard.ts";

/** The few facts without which a screen would have to be paired again or would lose its place. */
const Notes = z.object({
  /** Grows with every change; the newer of two copies is right. */
  rev: z.number(),
  token: z.optional(z.string()),
  /** Present once paired. */
  paired: z.optional(PairedScreen),
  /**
   * The payload of the root that is pinned: the one whose code the pairing page showed, or one that its chain leads to.
   * Without it nobody is believed, and the screen counts as unpaired.
   */
  root: z.optional(z.string()),
  /**
   * What a pairing that the server ended leaves behind: the root that the next one must continue, and what it must not
   * change without somebody at the device. One unsigned word ends a pairing, so it must not end this (attacks.md case 12).
   */
  before: z.optional(z.object({ root: z.string(), paired: PairedScreen })),
  /** The token that the page's address brought last: opened again with it, the page does not begin anew. */
  claimed: z.optional(z.string()),
  /** Id of the device key that pairing gave to the server; the key itself is in the cupboard (`device-key.ts`). */
  key: z.optional(z.string()),
  /** The last trusted instant (`clock.ts`). */
  floor: z.optional(z.number()),
  /** When the server was last heard, in trusted time. */
  contact: z.optional(z.number()),
  /** The last reconnect window that the server announced. */
  reconnectWindowMs: z.optional(z.number()),
  /** The highest versions ever taken: they hold even when the content itself is lost. */
  floors: z.optional(Floors),
  /** The last verified heartbeat. */
  beat: z.optional(z.object({ at: z.number(), expiresAt: z.number() })),
  /** The latest time that a heartbeat vouched for, and all that passed on this device since (`clock.ts`). */
  latest: z.optional(z.number()),
  /** The server key that vouched for it: a root that replaces that key frees the clock from it. */
  timeKey: z.optional(z.string()),
  /** The newest checkpoint of the server's record that was heard. */
  audit: z.optional(Checkpoint),
  /** The server says that two devices claim to be this screen. */
  quarantined: z.optional(z.boolean()),
});
export type Notes = z.infer<typeof Notes>;

const key = "notes";

/**
 * Kept twice, in IndexedDB and in localStorage: either has been seen to come back empty while the other survived
 * (attacks.md §4.3), and localStorage is written before the page can be torn down.
 */
export class Notebook {
  private readonly cupboard: Cupboard;
  private readonly name: string;
  private current: Notes;

  private constructor(cupboard: Cupboard, name: string, notes: Notes) {
    this.cupboard = cupboard;
    this.name = name;
    this.current = notes;
  }

  /** `name` of the copy in localStorage. */
  static async open(cupboard: Cupboard, name: string): Promise<Notebook> {
    const copies = [await cupboard.get(key), readLocal(name)].flatMap((copy) => {
      const parsed = Notes.safeParse(copy);
      return parsed.success ? [parsed.data] : [];
    });
    const newest = copies.reduce((a, b) => (b.rev > a.rev ? b : a), { rev: 0 } as Notes);
    return new Notebook(cupboard, name, newest);
  }

  get notes(): Notes {
    return this.current;
  }

  /** Resolves when both copies are written; localStorage has it at once. */
  async change(change: Partial<Omit<Notes, "rev">>): Promise<void> {
    await this.set({ ...this.current, ...change, rev: this.current.rev + 1 });
  }

  /** The server ended the pairing. Nothing but the next code and who is played as is forgotten: see `before`. */
  async unpair(): Promise<void> {
    const { token: _token, key: _key, contact: _contact, quarantined: _quarantined, ...kept } = this.current;
    const { root, paired, ...rest } = kept;
    const before = root !== undefined && paired ? { root, paired } : kept.before;
    await this.set({ ...rest, ...(before ? { before } : {}), rev: kept.rev + 1 });
  }

  /** Somebody at the device gave it this token: forgets all it knew, but not what time it was. */
  async claim(token: string): Promise<void> {
    const { rev, floor } = this.current;
    await this.set({ rev: rev + 1, token, claimed: token, ...(floor === undefined ? {} : { floor }) });
  }

  private async set(notes: Notes): Promise<void> {
    this.current = notes;
    writeLocal(this.name, notes);
    await this.cupboard.write([[key, notes]]);
  }
}

function readLocal(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch (error) {
    // Storage switched off (SecurityError) or a torn value: the other copy serves.
    if (error instanceof DOMException || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function writeLocal(name: string, notes: Notes): void {
  try {
    localStorage.setItem(name, JSON.stringify(notes));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
