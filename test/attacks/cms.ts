import type { Case } from "./case.ts";

export const cmsCases: readonly Case[] = [];
