/** Finds the examples in docstrings: lines that say `@example CODE`, or `@example CODE // RESULT`. */
import { splitComment, splitLine } from "./statements.js";

/**
 * @typedef {object} Example
 * @property {number} line counted from 1
 * @property {string} code
 * @property {string | undefined} result
 */

/** The examples of a source file. @param {string} text @returns {Example[]} */
export function examples(text) {
  return text.split("\n").flatMap((row, i) => {
    const [, whole] = /@example (.+?)(?:\s*\*\/)?$/.exec(row) ?? [];
    if (whole === undefined) return [];
    const { code, comment } = splitComment(whole);
    return [{ line: i + 1, code, result: comment }];
  });
}

/** Imports as awaited ones, which may stand in a function. @param {string} statement */
const awaited = (statement) =>
  statement.replace(
    /^import (\{[^}]*\}|\* as \w+) from (".*")$/,
    (_, names, module) => `const ${names.replace("* as ", "").replaceAll(" as ", ": ")} = await import(${module})`,
  );

/** The body of a function that gives the value of the last expression. @param {string} code */
export function bodyOf(code) {
  const parts = splitLine(code).map(awaited);
  const last = parts.at(-1) ?? "";
  const isExpression = !/^(?:const|let|for|if|function|class)\b/.test(last);
  return [...parts.slice(0, isExpression ? -1 : undefined), ...(isExpression ? [`return (${last})`] : [])].join(";\n");
}
