import type { PublicKey } from "../../content/trust/key.ts";

/** What the server of `takeover` and `recall` says when it is ready: whom the desk can sign in, and their keys. */
export type OrdersServer = {
  readonly url: string;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly key: PublicKey;
    readonly pem: string;
  }[];
};
export const password = "mat-khau-do-luong";
