import type { PairedScreen } from "../content/wire/screen-api.ts";

/** What a new pairing would make different, in words for whoever stands in front of the screen. */
export type Change = {
  readonly vi: string;
  readonly en: string;
  readonly before: string;
  /** `undefined` while nobody is there to read it. */
  readonly after: string | undefined;
};

/**
 * What a screen that was removed takes from the server again only when somebody at the device says so: nobody has signed
 * it, and whoever holds the server could otherwise remove a screen and pair it anew, elsewhere and with other words.
 */
export function changesOf(before: PairedScreen, after: PairedScreen): readonly Change[] {
  const changes: Change[] = [];
  const add = (vi: string, en: string, [old, now]: readonly [string, string]): void => {
    if (old !== now) changes.push({ vi, en, before: old, after: now });
  };
  add("Nơi đặt", "Place", placesOf(before.screen, after.screen));
  add("Dạng màn hình", "Shape", [before.screen.canvas.shape, after.screen.canvas.shape]);
  add("Múi giờ", "Time zone", [before.screen.timeZone ?? "–", after.screen.timeZone ?? "–"]);
  add("Thẻ an toàn", "Safe card", [cardOf(before), cardOf(after)]);
  return changes;
}

type Screen = PairedScreen["screen"];

/** As people call it; where that does not tell them apart, by the names that the rules go by. */
function placesOf(old: Screen, now: Screen): readonly [string, string] {
  if (JSON.stringify(old.place) === JSON.stringify(now.place)) return ["", ""];
  const short = ({ venue, place }: Screen): string => `${venue} (${place.kind})`;
  const full = ({ venue, place }: Screen): string =>
    `${venue} (${[place.kind, place.venue, ...place.areas].join(", ")})`;
  return short(old) === short(now) ? [full(old), full(now)] : [short(old), short(now)];
}

function cardOf({ safeCard: { agency, label, number } }: PairedScreen): string {
  return [agency, label, number].filter((part) => part !== "").join(" · ");
}

const kinds = ["keydown", "click"] as const;

/** How far somebody has gone: nobody is there, somebody looks at the changes, somebody took them. */
export type Answer = "unseen" | "seen" | "given";

/** So many times the changes are shown before the screen thinks that whoever looked has left: about a minute. */
const looks = 30;

/**
 * Somebody at the device says yes: any key, a click, the remote's OK, twice. Only the first shows what the server would
 * write there: nobody has signed it, and a passer-by must not read it off the wall while it waits.
 */
export class Consent {
  private asked = "";
  private answer: Answer = "unseen";
  private left = 0;
  private wake: () => void = () => {};
  private readonly page: EventTarget;

  constructor(page: EventTarget) {
    this.page = page;
    for (const kind of kinds) page.addEventListener(kind, this.yes);
  }

  close(): void {
    for (const kind of kinds) this.page.removeEventListener(kind, this.yes);
  }

  private readonly yes = (event: Event): void => {
    // A key that something lies on says nothing.
    if (this.asked === "" || (event instanceof KeyboardEvent && event.repeat)) return;
    if (this.answer === "unseen") {
      this.answer = "seen";
      this.left = looks;
      // The second of a double click comes before there was anything to read.
    } else if (this.left < looks) this.answer = "given";
    this.wake();
  };

  /** What was answered since exactly this was asked. */
  to(changes: readonly Change[]): Answer {
    const asked = changes.length === 0 ? "" : JSON.stringify(changes);
    if (asked !== this.asked || (this.answer === "seen" && this.left-- === 0)) this.answer = "unseen";
    this.asked = asked;
    return this.answer;
  }

  /** Resolves after `ms`, or once somebody has pressed. */
  async wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
