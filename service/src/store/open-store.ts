import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { type FolderLock, lockFolder } from './folder-lock.ts';

/** The database, or a transaction in it: what every query runs on. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- drizzle's own base type; the schema is named in each query
export type Database = PgDatabase<PgQueryResultHKT, any>;

export interface Store {
  readonly database: Database;
  /** Runs `work` as one transaction. Queries of `work` go to `transaction` only: the embedded store has one connection. */
  transaction<T>(work: (transaction: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Opens the embedded store in `folder`, or in memory, and brings its tables up to date. */
export async function openStore(folder?: string): Promise<Store> {
  const lock: FolderLock | null = folder === undefined ? null : await lockFolder(folder);
  let engine: PGlite | null = null;
  try {
    engine = folder === undefined ? new PGlite() : new PGlite({ dataDir: join(folder, 'store') });
    await engine.waitReady;
    const database = drizzle(engine);
    await migrate(database, { migrationsFolder });
    const opened = engine;
    return {
      database,
      transaction: (work) => database.transaction((transaction) => work(transaction)),
      async close() {
        await opened.close();
        await lock?.release();
      },
    };
  } catch (error) {
    await engine?.close().catch(() => {});
    await lock?.release();
    throw error;
  }
}
