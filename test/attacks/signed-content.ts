import type { Case } from "./case.ts";
import { deliveryCases } from "./delivery.ts";

export const signedContentCases: readonly Case[] = [...deliveryCases];
