import type { Case } from "./case.ts";
import { cmsCases } from "./cms.ts";
import { deviceCases } from "./device.ts";
import { networkCases } from "./network.ts";
import { serverCases } from "./server.ts";
import { signedContentCases } from "./signed-content.ts";
import { truthCases } from "./truth.ts";
import { uploadCases } from "./uploads.ts";

/** Every attempt at every row, in the order of the rows. */
export const cases: readonly Case[] = [
  ...signedContentCases,
  ...cmsCases,
  ...uploadCases,
  ...networkCases,
  ...deviceCases,
  ...serverCases,
  ...truthCases,
].sort((a, b) => a.row - b.row);
