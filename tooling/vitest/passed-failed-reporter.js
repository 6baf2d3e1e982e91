/** Ends the test output with the plain line `N passed, N failed`, which any script can read. */
export class PassedFailedReporter {
  /** @param {ReadonlyArray<import("vitest/node").TestModule>} modules @param {ReadonlyArray<unknown>} unhandledErrors */
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (/** @type {string} */ state) => tests.filter((test) => test.result().state === state).length;
    const brokenModules = modules.filter((module) => module.state() === "failed" && module.errors().length > 0).length;
    const skipped = count("skipped") + count("pending");
    const failed = count("failed") + brokenModules + unhandledErrors.length;
    console.log(`${count("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  }
}
