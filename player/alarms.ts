import type { Report } from "../content/wire/protocol.ts";
import type { Problem, ProblemCode } from "../content/wire/problem.ts";

type Alarm = { readonly at: number; readonly detail: string | undefined };

const most = 8;
const longestDetail = 120;
/** What happened once is told for a day; what still holds is raised again and again. */
const keptMs = 24 * 3_600_000;

/** What was refused lately, each code once: the desk hears of it with every report. */
export class Alarms {
  private readonly alarms = new Map<string, Alarm>();
  private readonly now: () => number;
  private readonly changed: () => void;

  constructor(now: () => number, changed: () => void) {
    this.now = now;
    this.changed = changed;
  }

  raise(code: ProblemCode, detail?: string): void {
    const known = this.alarms.has(code);
    this.alarms.set(code, { at: this.now(), detail });
    if (!known) this.changed();
  }

  refuse({ code, detail }: Problem): void {
    this.raise(code, detail);
  }

  /** It holds no more. */
  clear(code: ProblemCode): void {
    this.alarms.delete(code);
  }

  /** The newest first. */
  list(): NonNullable<Report["alarms"]> {
    const since = this.now() - keptMs;
    return [...this.alarms]
      .filter(([, { at }]) => at > since)
      .sort(([, a], [, b]) => b.at - a.at)
      .slice(0, most)
      .map(([code, { at, detail }]) => ({ code, at, ...(detail ? { detail: detail.slice(0, longestDetail) } : {}) }));
  }
}
