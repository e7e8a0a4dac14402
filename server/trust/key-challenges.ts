import { randomBytes } from "node:crypto";

/** Long enough to find the key that signs, too short to be kept for later. */
const challengeLifeMs = 5 * 60_000;

/** Random numbers to sign when a key is registered: one a person, good once. */
export type KeyChallenges = {
  make(person: string, now: number): string;
  /** Answers whether it was this person's, and ends it. */
  take(person: string, challenge: string, now: number): boolean;
};

/** In memory: a restart costs whoever is just registering a key one more click. */
export function createKeyChallenges(): KeyChallenges {
  const open = new Map<string, { challenge: string; until: number }>();
  return {
    make(person, now) {
      const challenge = randomBytes(32).toString("base64url");
      open.set(person, { challenge, until: now + challengeLifeMs });
      return challenge;
    },
    take(person, challenge, now) {
      const held = open.get(person);
      open.delete(person);
      return held !== undefined && held.challenge === challenge && now < held.until;
    },
  };
}
