/**
 * A key as two people compare it over the telephone: `1A2B 3C4D 5E6F 7081`. All 64 bits of its id, because with fewer
 * whoever owns the server could try keys until one begins alike. Worked out here from the key, never taken from the server.
 */
export function keyCode(keyId: string): string {
  return keyId.toUpperCase().replaceAll(/(.{4})(?=.)/g, "$1 ");
}
