import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";

/** Another server works on this folder. */
export class FolderInUse extends Error {
  override readonly name = "FolderInUse";
}

/**
 * Holds the data folder for this process. The lock is the operating system's, on a small database file, so it is gone
 * with the process however that ends; a file with a process number in it would survive a kill.
 * @throws FolderInUse
 */
export function lockFolder(folder: string): { release(): void } {
  const database = new DatabaseSync(join(folder, "lock.db"), { timeout: 0 });
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (cause) {
    database.close();
    if (cause instanceof Error && "errcode" in cause && cause.errcode === 5) {
      throw new FolderInUse(`Another server is running on the data folder ${folder}.`, { cause });
    }
    throw cause;
  }
  return { release: () => database.close() };
}
