import type { Case } from "./case.ts";

export const deviceCases: readonly Case[] = [];
