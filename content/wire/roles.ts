import * as z from "zod/mini";

/** Who works at the desk. One role a person; what each may do is said per operation in `api.ts`. */
export const Role = z.enum(["comms", "approver", "admin"]);
export type Role = z.infer<typeof Role>;
