import { addressesIn } from "../../../content/editorial/address.ts";

/** Stands for what an exercise does not show. */
export const mask = "•••";

/** A full date is no telephone number; everything else with three digits or more may be dialled, 115 too. */
const dateOrNumber = /(?<!\d)\d{1,2}[/-]\d{1,2}[/-]\d{4}(?!\d)|\+?\(?\d(?:[\s.,()–-]*\d){2,}/g;
const date = /^\d{1,2}[/-]\d{1,2}[/-]\d{4}$/;

/** The text without its telephone numbers and addresses: nobody may ring or open anything because of an exercise. */
export function withheld(text: string): string {
  let left = "";
  let from = 0;
  for (const address of addressesIn(text)) {
    left += text.slice(from, address.from) + mask;
    from = address.until;
  }
  left += text.slice(from);
  return left.replace(dateOrNumber, (found) => (date.test(found) ? found : mask));
}
