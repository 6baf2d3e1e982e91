/** Reads the command line of the golden runner. */
import { parseArgs } from "node:util";

export interface Options {
  readonly directory: string;
  readonly backend: string;
  readonly area: string | undefined;
  readonly fn: string | undefined;
  readonly id: string | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
}

export const USAGE = `usage: npm run golden -- --dir DIR [--backend NAME] [--area AREA] [--fn NAME] [--id ID] [--json] [--verbose]

  --dir      folder with the *.jsonl files; one file is one area
  --backend  cpu (default), wasm or webgpu
  --area     only this file, without its ending
  --fn       only this function, as the files name it
  --id       only this case
  --json     print the report as JSON
  --verbose  list functions, failures and reasons`;

/** @throws TypeError from `parseArgs` for options that do not exist */
export function readArguments(given: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...given],
    options: {
      dir: { type: "string" },
      backend: { type: "string", default: "cpu" },
      area: { type: "string" },
      fn: { type: "string" },
      id: { type: "string" },
      json: { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || values.dir === undefined) return undefined;
  const { dir: directory, backend, area, fn, id, json, verbose } = values;
  return { directory, backend, area, fn, id, json, verbose };
}
