/** Benchmarks: `npm run bench`. */
import { readOptions, USAGE } from "./options.js";
import { record } from "./report/history.js";
import { peerTable } from "./report/peers.js";
import { gradientTable, header, resultTable, summary } from "./report/table.js";
import { primals, run } from "./run.js";

const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(`${options}\n\n${USAGE}`);
  process.exit(2);
}

const live = process.stderr.isTTY === true;
const report = run(options, (what) => {
  if (live) process.stderr.write(`\r\u001b[K${what} …`);
});
if (live) process.stderr.write("\r\u001b[K");

if (options.json) console.log(JSON.stringify(report, null, 2));
else {
  const parts = [
    header(report),
    resultTable(report),
    gradientTable(report, primals),
    options.peers ? peerTable(report) : "",
    summary(report),
  ];
  console.log(parts.filter((part) => part !== "").join("\n\n"));
}
if (options.record) console.error(`Recorded in ${record(report)}`);
process.exitCode = report.results.some(({ wrong }) => wrong !== undefined) ? 1 : 0;
