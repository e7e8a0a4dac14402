import { html, nothing, type TemplateResult } from "lit";
import { FileKey } from "lucide";
import { formField } from "../elements/form-field.ts";
import { icon } from "../elements/icon.ts";
import { trustWords } from "../strings/trust.ts";
import "./recovery-fields.css";
import { openRecoveryFile, type RootKey } from "./recovery.ts";

/** A recovery file and its passphrase as they are asked for: when it was just made, and for every signature. */
export type RecoveryGiven = { readonly file: File | undefined; readonly passphrase: string };
export const nothingGiven: RecoveryGiven = { file: undefined, passphrase: "" };

export function recoveryFields(
  given: RecoveryGiven,
  trouble: string,
  set: (change: Partial<RecoveryGiven>) => void,
): TemplateResult {
  const w = trustWords();
  const choose = (event: Event): void => set({ file: (event.currentTarget as HTMLInputElement).files?.[0] });
  return html`<label class="recovery-file">
      <span class="small strong soft">${w.file}</span>
      <input class="hidden-text" type="file" accept=".json,application/json" @change=${choose} />
      <span class="recovery-file-chosen">
        <span class="recovery-file-button">${icon(FileKey)} ${w.chooseFile}</span>
        <span class=${given.file ? "strong" : "quiet"}>${given.file?.name ?? w.noFile}</span>
      </span>
    </label>
    ${formField({
      label: w.passphrase,
      value: given.passphrase,
      max: 200,
      kind: "password",
      autocomplete: "off",
      change: (passphrase) => set({ passphrase }),
    })}
    <div role="alert">${trouble ? html`<p class="err strong">${trouble}</p>` : nothing}</div>`;
}

/** Opens what was given, or says why it did not open. */
export async function openGiven({ file, passphrase }: RecoveryGiven): Promise<RootKey | string> {
  const w = trustWords();
  if (!file) return w.fileNeeded;
  const opened = await openRecoveryFile(await file.text(), passphrase);
  if (opened.opened) return opened.rootKey;
  return opened.why === "wrong-passphrase" ? w.wrongPassphrase : w.notRecovery;
}
