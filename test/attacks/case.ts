import type { Ground } from "./ground.ts";

/** One named test of a row. It throws when the outcome is not the expected one. */
export type Attempt = {
  readonly row: number;
  readonly name: string;
  /** `quick` ones make the short form inside `npm test`; those that only `wait` go on beside the others. */
  readonly takes: "quick" | "long" | "waits";
  /** Answers the outcome as it was measured, for whoever reads the table. */
  readonly run: (ground: Ground) => Promise<string>;
};

/** A row, or a part of one, that cannot be tried yet. It is printed, never left out. */
export type NotYet = { readonly row: number; readonly name: string; readonly why: string };

export type Case = Attempt | NotYet;

export const quick = (row: number, name: string, run: Attempt["run"]): Attempt => ({ row, name, takes: "quick", run });
export const long = (row: number, name: string, run: Attempt["run"]): Attempt => ({ row, name, takes: "long", run });
export const waits = (row: number, name: string, run: Attempt["run"]): Attempt => ({ row, name, takes: "waits", run });
export const notYet = (row: number, name: string, why: string): NotYet => ({ row, name, why });

/** What is said when a measured answer differs from the expected one. */
export class OtherOutcome extends Error {
  override readonly name = "OtherOutcome";
}

/** @throws OtherOutcome saying what was seen instead */
export function seen(right: boolean, what: string): void {
  if (!right) throw new OtherOutcome(what);
}
