import type { Case } from "./case.ts";
import { deliveryCases } from "./delivery.ts";
import { forgedApprovalCases } from "./forged-approvals.ts";
import { hijackedScreenCases } from "./hijacked-screens.ts";

export const signedContentCases: readonly Case[] = [...deliveryCases, ...hijackedScreenCases, ...forgedApprovalCases];
