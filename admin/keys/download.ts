/** Hands a text file to the reader, under `name`. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file by the next task, or has begun to ask where it should go and holds it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
