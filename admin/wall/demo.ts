import * as z from "zod/mini";
import { Role } from "../../content/wire/roles.ts";
import { Shape } from "../../content/network/canvas.ts";

/** What `GET /api/demo` answers, in the demo only: accounts to sign in with and screens to claim. */
export const Demo = z.object({
  accounts: z.array(z.object({ name: z.string(), role: Role, email: z.string(), password: z.string() })),
  screens: z.array(
    z.object({
      profile: z.string(),
      token: z.string(),
      name: z.string(),
      venue: z.string(),
      kind: z.string(),
      shape: Shape,
      canvas: z.object({ width: z.int().check(z.positive()), height: z.int().check(z.positive()) }),
    }),
  ),
});
export type Demo = z.infer<typeof Demo>;
export type DemoAccount = Demo["accounts"][number];
export type DemoScreen = Demo["screens"][number];

/** The player's address for one screen of the wall. The token travels in the fragment, which no server log sees. */
export function playerAddress(screen: Pick<DemoScreen, "profile" | "token">): string {
  return `/player/?profile=${encodeURIComponent(screen.profile)}#claim=${encodeURIComponent(screen.token)}`;
}
