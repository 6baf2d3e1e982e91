import { expect, test } from "vitest";
import { type, typeOf } from "../../test/type-of.js";
import { recordClosed } from "../trace/record.js";
import { mul } from "./arithmetic.js";
import { call, flopsOf } from "./call.js";
import { reshape } from "./reshape.js";

const program = recordClosed("f", [type("f32[2,3]")], ([x]) => [reshape(mul(x!, x!), { shape: [6] })]);

test("a call has the types of its program", () => {
  expect(typeOf(call, ["f32[2,3]"], { program, name: "f" })).toBe("f32[6]");
  expect(typeOf(call, ["f32[2]"], { program, name: "f" })).toMatchObject({
    what: "operand 0 is f32[2], but the program takes f32[2,3]",
  });
  expect(typeOf(call, [], { program, name: "f" })).toMatchObject({ code: "argument" });
});

test("a call costs what its program costs", () => expect(flopsOf(program)).toBe(6));
test("its body is the program itself", () => expect(call.body?.([], { program, name: "f" })).toBe(program));
