import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Kysely, SqliteAdapter, SqliteDialect, type SqliteDatabase, type SqliteStatement } from "kysely";
import type { Tables } from "./tables.ts";

export type Db = Kysely<Tables>;

/**
 * Opens the embedded database. Durable and checked (design §5, Database): an acknowledged write survives a power cut.
 * The only file, beside the migrations, that knows which engine this is.
 */
export function connectSqlite(file: string): Db {
  // The wait is the whole process's: nobody else writes here but for a moment, so who waits longer is told to come again.
  const database = new DatabaseSync(file, { timeout: 1000 });
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
  // Without it REPLACE removes a row behind the back of the triggers that keep the record append-only.
  database.exec("PRAGMA recursive_triggers = ON;");
  return new Kysely<Tables>({ dialect: new Dialect({ database: cachingStatements(database) }) });
}

/** Opens it to read only, beside a server or without one. Nothing is created: a wrong path throws. */
export function readSqlite(file: string): Db {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  return new Kysely<Tables>({ dialect: new Dialect({ database: cachingStatements(database) }) });
}

/** SQLite changes its schema in transactions like anything else; Kysely's own adapter does not let it. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** A migration that is killed half-way was never begun. */
class Dialect extends SqliteDialect {
  override createAdapter(): Adapter {
    return new Adapter();
  }
}

/** node:sqlite as Kysely wants a SQLite driver, with prepared statements kept: Kysely would prepare each query anew. */
function cachingStatements(database: DatabaseSync, size = 300): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close() {
      prepared.clear();
      database.close();
    },
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) {
        prepared.delete(sql);
        prepared.set(sql, known);
        return known;
      }
      const statement = sql === "rollback" ? rollback(database) : driverStatement(database.prepare(sql));
      prepared.set(sql, statement);
      const oldest = prepared.keys().next();
      if (prepared.size > size && !oldest.done) prepared.delete(oldest.value);
      return statement;
    },
  };
}

/** A full disk ends the transaction by itself. Ending it again would throw, and hide why. */
function rollback(database: DatabaseSync): SqliteStatement {
  const statement = driverStatement(database.prepare("ROLLBACK"));
  const nothing = { changes: 0, lastInsertRowid: 0 };
  return { ...statement, run: (values) => (database.isTransaction ? statement.run(values) : nothing) };
}

function driverStatement(statement: StatementSync): SqliteStatement {
  const bind = (values: readonly unknown[]): SQLInputValue[] => values.map(asSqlValue);
  return {
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...bind(values)),
    run: (values) => statement.run(...bind(values)),
    iterate: (values) => statement.iterate(...bind(values)),
  };
}

function asSqlValue(value: unknown): SQLInputValue {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === undefined) return null;
  // better-auth hands over dates; its columns hold ISO 8601.
  if (value instanceof Date) return value.toISOString();
  return value as SQLInputValue;
}
