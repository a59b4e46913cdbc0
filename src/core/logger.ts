/**
 * Where the package writes what it does. One `info` line per change of phase; SDP at `debug` only; names, free text
 * and tokens never. `detail` holds codes, counts and ids.
 */
export interface Logger {
  debug(message: string, detail?: Readonly<Record<string, unknown>>): void;
  info(message: string, detail?: Readonly<Record<string, unknown>>): void;
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void;
  error(message: string, detail?: Readonly<Record<string, unknown>>): void;
}

/** The default: a page that wants the log hands in its own. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
