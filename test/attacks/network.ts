import type { Case } from "./case.ts";

export const networkCases: readonly Case[] = [];
