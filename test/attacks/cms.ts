import type { Case } from "./case.ts";
import { contentCases } from "./content.ts";
import { doorCases } from "./doors.ts";

export const cmsCases: readonly Case[] = [...doorCases, ...contentCases];
