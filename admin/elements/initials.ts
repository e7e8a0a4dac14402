/** The initials of the last two words, as Vietnamese names are told apart: "Ng. Thị Ánh Tuyết" → ÁT. */
export function initials(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .slice(-2)
    .map((word) => word.normalize("NFC").slice(0, 1).toUpperCase())
    .join("");
}
