import * as z from "zod/mini";
import type { DemoAccount } from "./elements/bt-sign-in.ts";

const Answer = z.object({
  accounts: z.array(z.object({ email: z.string(), password: z.string(), name: z.string() })),
});

/** The accounts that exist in the demo only; the sign-in page offers them. */
export async function readDemoAccounts(): Promise<readonly DemoAccount[]> {
  const response = await fetch("/api/demo");
  if (!response.ok) return [];
  return Answer.parse(await response.json()).accounts;
}
