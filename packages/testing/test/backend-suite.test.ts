/** The CPU backend passes the suite of its own checks; the laws run in laws.test.ts. */
import { cpu } from "@fluxion/backend-cpu";
import { describe, test } from "vitest";
import { backendSuite } from "../src/index.js";

describe.each([true, false])("cpu, code generation %s", (generateCode) => {
  for (const { name, run } of backendSuite(cpu({ generateCode }), { samples: [] })) test(name, run);
});
