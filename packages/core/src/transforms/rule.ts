/** Says that a primitive lacks a rule and how to give it. */
import { raise } from "../errors.js";
import type { Primitive } from "../ir/primitive.js";

export const missingRule = (primitive: Primitive, transform: string, rule: string): never =>
  raise({
    code: "missing-rule",
    what: `primitive ${primitive.name} has no rule for ${transform}, and no body to derive one from`,
    where: primitive.name,
    fix: `give ${primitive.name} a \`${rule}\` rule, or a \`body\` in terms of other primitives`,
  });

/** The parameters of an application of a program, with another program. Donation ends where a transform begins. */
export const withProgram = (params: object, program: unknown): object => ({ ...params, program, donate: undefined });
