/** Typing without a longer pause is one step. */
const burstMs = 800;
const mostSteps = 100;

/** Steps back and forward through what was written. */
export class EditHistory<T> {
  #past: T[] = [];
  #future: T[] = [];
  #lastAt = 0;

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** `before` is about to be replaced, at `now` in epoch milliseconds. */
  replaced(before: T, now: number): void {
    if (now - this.#lastAt > burstMs || this.#past.length === 0) {
      this.#past = [...this.#past.slice(1 - mostSteps), before];
    }
    this.#lastAt = now;
    this.#future = [];
  }

  /** What stood before `current`; `undefined` when there is nothing. */
  undo(current: T): T | undefined {
    return this.#step(this.#past, this.#future, current);
  }

  redo(current: T): T | undefined {
    return this.#step(this.#future, this.#past, current);
  }

  forget(): void {
    this.#past = [];
    this.#future = [];
  }

  #step(from: T[], to: T[], current: T): T | undefined {
    const target = from.pop();
    if (target === undefined) return undefined;
    to.push(current);
    this.#lastAt = 0;
    return target;
  }
}
