import { clockFace } from "./local-clock.ts";

/** Without a word from the server for this long, the screen says so. */
export const silenceMs = 10 * 60_000;

export type Contact = {
  readonly now: number;
  /** When the server was last heard; `undefined` when never. */
  readonly lastContact: number | undefined;
  /** The manifest's own end; `undefined` while there is none. */
  readonly expiresAt: number | undefined;
  /** The last verified heartbeat and when it ends; absent when there was none. */
  readonly beat?: { readonly at: number; readonly expiresAt: number } | undefined;
  readonly timeZone: string;
};

/** What a passer-by is told when the content may be out of date; `undefined` while it is not. */
export function staleText({ now, lastContact, expiresAt, beat, timeZone }: Contact): string | undefined {
  const expired = expiresAt !== undefined && now >= expiresAt;
  const silent = lastContact === undefined || now - lastContact > silenceMs;
  // Somebody answers, but with no signed word any more: a freeze (attacks.md case 6).
  if (!silent && !expired && beat && now >= beat.expiresAt)
    return `Nội dung có thể đã cũ · xác nhận lần cuối ${moment(beat.at, timeZone)}`;
  if (!expired && !silent) return undefined;
  const since = lastContact === undefined ? "chưa từng liên lạc" : `liên lạc lần cuối ${moment(lastContact, timeZone)}`;
  return expired ? `Nội dung có thể đã cũ · ${since}` : `Mất kết nối · ${since}`;
}

/** When this text may change by itself, so that one timer suffices. */
export function staleChangeAt({ now, lastContact, expiresAt, beat }: Contact): number {
  const silentAt = (lastContact ?? -Infinity) + silenceMs + 1;
  const marks = [expiresAt ?? Infinity, beat?.expiresAt ?? Infinity, silentAt].filter((mark) => mark > now);
  return Math.min(Infinity, ...marks);
}

/** "14:05 07/02/2020". */
export function moment(at: number, timeZone: string): string {
  const { time, date } = clockFace(at, timeZone);
  return `${time} ${date.slice(date.indexOf(",") + 2)}`;
}
