/**
 * From the second officer's signature, sent over HTTP, to the last of N connected screens told (`--n`, 2000), at
 * `--venues` and at ten times as many; beside it an ordinary publication to the same screens.
 */
import { benchOrders } from "./orders.ts";

await benchOrders("takeover");
