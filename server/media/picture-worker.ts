import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Problem, type ProblemCode } from "../../content/wire/problem.ts";
import type { Point, Size } from "./crop.ts";
import type { PictureKind } from "./kind.ts";

export type Job =
  | { readonly do: "develop"; readonly upload: Uint8Array; readonly kind: PictureKind }
  | { readonly do: "cut"; readonly master: Uint8Array; readonly focal: Point; readonly sizes: readonly Size[] };
export type Developed = Size & { readonly data: Uint8Array };
export type Answer =
  | { readonly pictures: readonly Developed[] }
  | { readonly code: ProblemCode; readonly detail: string };

export type WorkerLimits = {
  /**
   * Data segment and anonymous memory of the process, in KiB; Linux only. Node alone reserves some 650 MB of it without
   * using them; the worst picture within the limits was seen to take it to 1,440.
   */
  readonly memoryKiB?: number;
  /** How long one job may take before the process is killed. */
  readonly timeoutMs?: number;
  /** Jobs that may wait; more are refused. */
  readonly waiting?: number;
  /** After this long without work the process ends and gives its memory back. */
  readonly idleMs?: number;
};

const defaults = { memoryKiB: 1_750_000, timeoutMs: 60_000, waiting: 24, idleMs: 60_000 };
const program = fileURLToPath(new URL("picture-process.ts", import.meta.url));

/**
 * A process that decodes and encodes pictures, one at a time. It may crash, hang or grow on a hostile file: the job that
 * it was doing is refused, the server does not notice, and the next job gets a new process.
 */
export class PictureWorker {
  readonly #limits: Required<WorkerLimits>;
  #process: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(limits: WorkerLimits = {}) {
    this.#limits = { ...defaults, ...limits };
  }

  /** The process at work or idle; `undefined` before the first job and after an idle while. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /**
   * @throws Problem `picture/…` for an upload, also when the process died over it; server/unavailable for a cut, whose
   * master is our own; request/too-many when too many jobs wait already
   */
  async run(job: Job): Promise<readonly Developed[]> {
    if (this.#waiting >= this.#limits.waiting) throw new Problem("request/too-many", { detail: "pictures" });
    this.#waiting += 1;
    const done = this.#last.then(() => this.#ask(job));
    this.#last = done.catch(() => undefined);
    try {
      const answer = await done;
      if ("code" in answer) {
        throw new Problem(job.do === "cut" ? "server/unavailable" : answer.code, { detail: answer.detail });
      }
      return answer.pictures;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Lets the job at work end, then ends the process. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#last;
    this.#stop();
  }

  async #ask(job: Job): Promise<Answer> {
    if (this.#closed) throw new Problem("server/unavailable", { detail: "the server is stopping" });
    clearTimeout(this.#idle);
    const child = (this.#process ??= this.#start());
    child.ref();
    child.channel?.ref();
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const died = (how: string): void => resolve({ code: "picture/unreadable", detail: `the decoder ${how}` });
    const onMessage = (answer: unknown): void => resolve(answer as Answer);
    const onExit = (code: number | null, signal: string | null): void => died(`stopped (${signal ?? code})`);
    const onError = (cause: Error): void =>
      reject(new Problem("server/unavailable", { detail: "picture worker", cause }));
    const timer = setTimeout(() => {
      died(`took longer than ${this.#limits.timeoutMs} ms`);
      child.kill("SIGKILL");
      this.#process = undefined;
    }, this.#limits.timeoutMs);
    child.once("message", onMessage).once("exit", onExit).once("error", onError);
    try {
      child.send(job);
      return await promise;
    } finally {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onExit).off("error", onError);
      child.channel?.unref();
      child.unref();
      this.#idle = setTimeout(() => this.#stop(), this.#limits.idleMs).unref();
    }
  }

  #start(): ChildProcess {
    // The shell only sets the cap and becomes Node; an absent or refused `ulimit` leaves the other guards.
    const capped =
      process.platform === "linux"
        ? {
            execPath: "/bin/sh",
            execArgv: ["-c", `ulimit -d ${this.#limits.memoryKiB}; exec "$0" "$@"`, process.execPath],
          }
        : { execArgv: [] };
    const child = fork(program, {
      ...capped,
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: { MALLOC_ARENA_MAX: "2", VIPS_BLOCK_UNTRUSTED: "1" },
    });
    const forget = (): void => {
      if (this.#process === child) this.#process = undefined;
    };
    // Without a listener an error of a process that nobody waits for would end the server.
    return child.on("exit", forget).on("error", forget);
  }

  #stop(): void {
    clearTimeout(this.#idle);
    const child = this.#process;
    this.#process = undefined;
    if (child?.connected) child.disconnect();
  }
}
