/** What the command line asks for. */
import { parseArgs } from "node:util";

export interface Options {
  /** Only workloads whose name contains this. */
  readonly filter: string;
  readonly json: boolean;
  readonly rounds: number;
  /** Whether to put the peers' recorded ratios beside ours. */
  readonly peers: boolean;
  /** Whether to add a summary to `history`. */
  readonly record: boolean;
}

export const USAGE = `npm run bench [-- [--filter TEXT] [--rounds N] [--json] [--peers] [--record]]
  --filter TEXT  only workloads whose name contains TEXT (capitals do not matter)
  --rounds N     at most N rounds per workload (15; slow ones make fewer, but at least 5)
  --json         the whole report as JSON
  --peers        recorded ratios of other libraries beside ours
  --record       add a summary to apps/bench/history`;

/** The options, or what is wrong with them. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        filter: { type: "string", default: "" },
        json: { type: "boolean", default: false },
        rounds: { type: "string", default: "15" },
        peers: { type: "boolean", default: false },
        record: { type: "boolean", default: false },
      },
    });
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1)
      return `--rounds takes a whole number from 1, got ${JSON.stringify(values.rounds)}`;
    return { ...values, rounds };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
