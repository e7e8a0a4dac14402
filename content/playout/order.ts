/**
 * A small instruction that outranks the programme at once (design §5, Orders). Part 1 carries no orders to screens;
 * the rule they follow on the screen is already the player's (`on-air.ts`), so that nothing there changes when they come.
 */
export type Order =
  | { readonly kind: "takeover"; readonly message: string; readonly from: number; readonly until: number }
  | { readonly kind: "recall"; readonly message: string };
