/**
 * A small instruction that outranks the programme at once (design §5, Orders), as playing knows it: whoever signed it
 * was judged before (`trust/order-statement.ts`).
 */
export type Order =
  | {
      readonly kind: "takeover";
      readonly message: string;
      readonly from: number;
      readonly until: number;
      /** Its number in the server's log; the screen shows it. */
      readonly number?: number;
      /** The lanes it has something for; it takes those and leaves the other as it is. Only the stage when absent. */
      readonly forms?: readonly ("panel" | "ticker")[];
    }
  | {
      readonly kind: "recall";
      readonly message: string;
      /** Bars the message from the programme only: what approves it there has no say in a takeover, which officers sign. */
      readonly of?: "programme";
    };
