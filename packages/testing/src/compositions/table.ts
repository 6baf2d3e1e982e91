/** The table of compositions: which pairs of constructs mean something, in which mode, and the rules that forbid the others. */
import type { Construct } from "./construct.js";
import { forbiddenBy, rules, type Use } from "./legality.js";

const MODES: readonly (readonly [letter: string, use: Use])[] = [
  ["v", { name: "value", derivative: "none", captured: "known" }],
  ["f", { name: "forward mode", derivative: "forward", captured: "known" }],
  ["r", { name: "reverse mode", derivative: "reverse", captured: "known" }],
];

const isLegal = (chain: readonly Construct[], use: Use): boolean => forbiddenBy(chain, use).length === 0;

/** The letters of the modes in which a composition works. */
const cell = (chain: readonly Construct[]): string =>
  MODES.map(([letter, use]) => (isLegal(chain, use) ? letter : "·")).join(" ");

/** All ordered choices of constructs, with repetition. */
export const chains = (constructs: readonly Construct[], length: number): (readonly Construct[])[] =>
  length === 0 ? [[]] : constructs.flatMap((outer) => chains(constructs, length - 1).map((inner) => [outer, ...inner]));

const counts = (constructs: readonly Construct[], length: number): string => {
  const all = chains(constructs, length);
  const legal = MODES.map(([, use]) => all.filter((chain) => isLegal(chain, use)).length);
  return `| ${[length, all.length, ...legal].join(" | ")} |`;
};

export const compositionsTable = (constructs: readonly Construct[]): string =>
  [
    "# Compositions",
    "",
    "Generated from the constructs in `packages/testing/src/compositions`; `UPDATE_GENERATED=1 vitest run packages/testing` writes it anew.",
    "",
    "Every ordered pair and triple of these constructs runs in the tests, around functions of a scalar, a vector and a tree, which close over nothing,",
    "over an array, or over a value of a trace around it. Values and derivatives agree with host loops over nested dual numbers, and those with central",
    "differences, in float64. What is forbidden gives its typed error.",
    "",
    "Rows: the construct outside. Columns: the one inside. **v**: the value; **f**: its forward derivative; **r**: its reverse derivative; **·**: a typed error.",
    "",
    `| | ${constructs.map(({ name }) => name).join(" | ")} |`,
    `| --- |${constructs.map(() => " --- |").join("")}`,
    ...constructs.map(
      (outer) => `| **${outer.name}** | ${constructs.map((inner) => cell([outer, inner])).join(" | ")} |`,
    ),
    "",
    "| constructs | compositions | with a value | with a forward derivative | with a reverse derivative |",
    "| --- | --- | --- | --- | --- |",
    ...[1, 2, 3].map((length) => counts(constructs, length)),
    "",
    "## What is forbidden",
    "",
    ...rules.map(({ text, code }, i) => `${i + 1}. ${text} Error: \`${code}\`.`),
    "",
  ].join("\n");
