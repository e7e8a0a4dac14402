import { addDays, hoursOn, localDateAt, localTimeAt, startOfDay } from "../../../content/playout/wall-clock.ts";

/** The moments that the slider of a screen can show, in 15-minute steps on both sides of now. */

export const stepMs = 15 * 60_000;
export const daySteps = 96;
export const reachSteps = 7 * daySteps;

/** The instant of `steps` quarter hours from `now`, on a full quarter; 0 is now itself. */
export function atSteps(now: number, steps: number): number {
  return steps === 0 ? now : Math.floor(now / stepMs) * stepMs + steps * stepMs;
}

/** The steps nearest to an instant, kept within the slider's reach. */
export function stepsTo(now: number, at: number): number {
  const steps = Math.round((at - Math.floor(now / stepMs) * stepMs) / stepMs);
  return Math.max(-reachSteps, Math.min(reachSteps, steps));
}

/** The instant of a local date and time; where the clock skips that time, the moment of the change. */
export function instantOf(date: string, time: string, zone: string): number {
  return time === "00:00"
    ? startOfDay(date, zone)
    : (hoursOn(date, zone, { from: time, until: "24:00" })?.from ?? startOfDay(date, zone));
}

/** `time` on the day `days` from the venue's today. */
export function onDay(now: number, days: number, time: string, zone: string): number {
  return instantOf(addDays(localDateAt(now, zone), days), time, zone);
}

/** The venue's midnights within the slider's reach, with their place from 0 to 1. */
export function midnights(
  now: number,
  zone: string,
): readonly { readonly date: string; readonly at: number; readonly place: number }[] {
  const first = now - reachSteps * stepMs;
  const span = 2 * reachSteps * stepMs;
  const today = localDateAt(now, zone);
  return Array.from({ length: 16 }, (_, i) => addDays(today, i - 7))
    .map((date) => {
      const at = startOfDay(date, zone);
      return { date, at, place: (at - first) / span };
    })
    .filter(({ place }) => place >= 0 && place <= 1);
}

export { localDateAt, localTimeAt };
