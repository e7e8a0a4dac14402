import "./style/tokens.css";
import "./style/base.css";
import "./style/kit.css";
import "./style/shell.css";
import "./shell.ts";
import { startRouting } from "./router.ts";
import { useLanguageOf } from "./strings/language.ts";
import { startTheme } from "./theme.ts";

useLanguageOf("");
startTheme();
startRouting();
document.body.append(document.createElement("desk-shell"));
