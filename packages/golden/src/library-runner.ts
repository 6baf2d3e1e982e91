/** The runner over an array library: says what is covered, and runs calls and programs. */
import { storedDType, type DTypeName } from "./array-data.js";
import type { Case } from "./case.js";
import { resolve } from "./functions/resolve.js";
import { runFunction } from "./functions/run-function.js";
import { dtypesOf } from "./functions/to-argument.js";
import type { Library } from "./library/library.js";
import { runProgram } from "./programs/run-program.js";
import type { CaseOutcome, Coverage, Runner } from "./runner.js";

const isProgram = (golden: Case): boolean => golden.program !== undefined;

export class LibraryRunner implements Runner {
  constructor(private readonly library: Library) {}

  covers(golden: Case): Coverage {
    const needed = [
      ...golden.args.flatMap(dtypesOf),
      ...[...golden.kwargs.values()].flatMap(dtypesOf),
      ...golden.out.map((array) => array.dtype),
    ];
    const missing = needed.find((dtype) => !this.library.dtypes.has(storedDType(dtype as DTypeName)));
    if (missing !== undefined) return { covered: false, reason: `dtype ${missing}` };
    if (isProgram(golden)) return { covered: true };
    const found = resolve(this.library, golden.fn);
    return found.kind === "found" ? { covered: true } : { covered: false, reason: golden.fn };
  }

  async run(golden: Case): Promise<CaseOutcome> {
    if (isProgram(golden)) return runProgram(this.library, golden);
    const found = resolve(this.library, golden.fn);
    return found.kind === "found"
      ? runFunction(this.library, golden, found)
      : { status: "not-covered", reason: golden.fn };
  }
}
