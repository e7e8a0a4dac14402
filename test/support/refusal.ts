import type { ProblemCode } from "../../content/wire/problem.ts";
import { Refused } from "./world.ts";

/** The code with which it was refused, or `allowed`. Anything else that goes wrong is thrown on. */
export async function refusal(asked: Promise<unknown>): Promise<ProblemCode | "allowed"> {
  try {
    await asked;
    return "allowed";
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}
