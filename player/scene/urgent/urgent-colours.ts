import { css } from "../css.ts";

/** The only red of the system, and the fields around it (look/screens.md §1 and §4). */
export const urgentColours = css`
  :host {
    --red: #a3081c;
    --field: #f5f7f4;
    --words: #0a1b33;
    --small: #3d4c61;
    --block: #0a1b33;
    --on-block: #f5f7f4;
    --on-red: #fff;
  }
  /* A white full screen outdoors or by night blinds: the triangle and the words carry it there. */
  :host([profile="outdoor"]) {
    --field: #041022;
    --words: #f5f7f4;
    --small: #bfcbda;
    --block: #123056;
  }
  :host([profile="night"]) {
    --red: #7e0616;
    --field: #04080f;
    --words: #e6e7e6;
    --small: #9aa4ae;
    --block: #141e2d;
    --on-block: #e6e7e6;
    --on-red: #e6e7e6;
  }
`;
