import type { Case } from "./case.ts";

export const signedContentCases: readonly Case[] = [];
