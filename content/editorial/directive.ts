import * as z from "zod/mini";
import { CalendarDate, Id, publicText } from "./text.ts";

/** An official letter that asks for messages: number and symbol, date, issuer, abstract (V/v), signer. */
export const Directive = z.strictObject({
  id: Id,
  /** Number and symbol as printed, e.g. `337/STTTT-CNTT`; empty where the letter has none. */
  number: publicText(60),
  date: CalendarDate,
  issuer: publicText(120),
  abstract: publicText(400),
  signer: publicText(80),
});
export type Directive = z.infer<typeof Directive>;
