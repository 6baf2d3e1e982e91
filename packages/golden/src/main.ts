#!/usr/bin/env node
/** Runs golden vectors from JAX and NumPy against a backend: the command line. */
import { readArguments, USAGE } from "./arguments.js";
import { connect } from "./connect.js";
import { reportToJson, showReport } from "./report.js";
import { runGolden } from "./run-golden.js";

const options = readArguments(process.argv.slice(2));
if (options === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const report = await runGolden(await connect(options.backend), options);
  console.log(options.json ? reportToJson(report) : showReport(report, options.verbose));
  process.exitCode = report.total.failed > 0 ? 1 : 0;
}
