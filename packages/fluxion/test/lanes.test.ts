/** The same programs, the same bits: generated code or closures, with and without the engine's compiler, sources or built packages. */
import * as fx from "fluxion";
import { describe, expect, test } from "vitest";
import { battery, bits } from "./battery.js";
import { inChild } from "./support.js";

const module = new URL("./battery.js", import.meta.url).href;
const source = `
  import { battery, bits } from ${JSON.stringify(module)};
  console.log(JSON.stringify(bits(battery(fx))));
`;

const here = (options: Parameters<typeof fx.cpu>[0]): Record<string, string[]> => {
  const before = fx.getDefaultBackend();
  fx.setDefaultBackend(fx.cpu(options));
  try {
    return bits(battery(fx));
  } finally {
    fx.setDefaultBackend(before);
  }
};

describe("results do not depend on the lane", () => {
  const reference = here({ generateCode: true });
  test("the reference covers every area", () => {
    for (const [area, list] of Object.entries(reference))
      expect([area, list.length]).toEqual([area, expect.toSatisfy((n: number) => n > 3)]);
  });
  test("closures instead of generated code", () => {
    expect(here({ generateCode: false })).toEqual(reference);
  });
  test.each([
    ["plain Node", []],
    ["a Content-Security-Policy without unsafe-eval", ["--disallow-code-generation-from-strings"]],
    ["no compiler at all", ["--jitless"]],
    ["neither", ["--jitless", "--disallow-code-generation-from-strings"]],
  ])("built packages under %s", (_, flags) => {
    expect(inChild(source, flags)).toEqual(reference);
  });
});
