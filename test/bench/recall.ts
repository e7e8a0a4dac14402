/** From one officer's signature, sent over HTTP, to the last of N connected screens told; otherwise as `takeover`. */
import { benchOrders } from "./orders.ts";

await benchOrders("recall");
