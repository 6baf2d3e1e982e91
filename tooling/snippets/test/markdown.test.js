import { expect, test } from "vitest";
import { links, programs, scripts } from "../markdown.js";

const document = [
  "# A",
  "```ts",
  "f();",
  "```",
  "text",
  "```sh",
  "npm start",
  "```",
  "```ts continued",
  "g();",
  "```",
  "```ts",
  "h();",
  "```",
].join("\n");

test("programs keep the line numbers of the document, and go on where a block says so", () => {
  expect(programs(document)).toEqual([
    { line: 3, code: "\n\nf();\n\n\n\n\n\n\ng();" },
    { line: 13, code: `${"\n".repeat(12)}h();` },
  ]);
});

test("blocks must end, and continue something", () => {
  expect(() => programs("```ts\nf();")).toThrow("the block that begins on line 1 has no end");
  expect(() => programs("```ts continued\nf();\n```")).toThrow("continues nothing");
});

test("links into the repository and scripts are found", () => {
  expect(links("[a](docs/a.md#part), [b](https://b), [c](#c)")).toEqual(["docs/a.md"]);
  expect(scripts("`npm start`, `npm test`, npm run gen:primitive -- x, npm install fluxion")).toEqual([
    "start",
    "test",
    "gen:primitive",
  ]);
});
