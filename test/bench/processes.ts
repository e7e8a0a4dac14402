import { execFileSync, fork, type ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

/** Programs beside this file, each on a core of its own choosing, ended together. */
export function processes(): {
  readonly start: (program: string, core: number, args?: readonly string[]) => ChildProcess;
  readonly stop: () => void;
} {
  const children: ChildProcess[] = [];
  return {
    start(program, core, args = []) {
      const path = fileURLToPath(new URL(program, import.meta.url));
      const [command, ...before] = [...pinned(core), process.execPath];
      const child = fork(path, args, { execPath: command, execArgv: before });
      child.on("exit", (code, signal) => {
        if (code !== 0 && signal !== "SIGTERM") throw new Error(`${program} ended with ${signal ?? code}`);
      });
      children.push(child);
      return child;
    },
    stop() {
      for (const child of children) {
        child.removeAllListeners("exit");
        child.kill();
      }
    },
  };
}

function pinned(core: number): string[] {
  if (process.platform !== "linux" || availableParallelism() < 2) return [];
  try {
    execFileSync("taskset", ["-c", String(core), "true"]);
  } catch {
    return [];
  }
  return ["taskset", "-c", String(core)];
}
