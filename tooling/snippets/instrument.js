/** Makes a program say what it shows: every statement with a result in a comment reports the value that it really has. */
import { statements } from "./statements.js";

/**
 * @typedef {object} Expectation
 * @property {number} line
 * @property {string} text what the document says the value is
 */

const QUIET =
  /^(?:import|export\s+(?:type|interface|function|default|\{|\*)|type|interface|declare|function|async function|class|abstract|for|if|while|try|switch|return|throw|\{)\b|^[{}]/;

/** The statement, changed to report. @param {string} code @param {number} line @param {string} result */
function reporting(code, line, result) {
  const declared = /^(?:export )?(?:const|let) ([\w$]+)\b/.exec(code);
  if (declared !== null) return `${code} reportValue(${line}, ${declared[1]});`;
  if (/^(?:export )?(?:const|let)\b/.test(code))
    throw new Error(`line ${line}: a statement that binds several names cannot show a result`);
  if (code.startsWith("console.log(")) return code.replace("console.log(", `reportLine(${line}, `);
  const expression = code.replace(/;$/, "");
  return /^throws\b/.test(result)
    ? `await reportError(${line}, async () => (${expression}));`
    : `reportValue(${line}, (${expression}));`;
}

/** Text is kept on its lines, so that errors of the compiler name the lines of the document. @param {string} text @returns {{ code: string, expected: Expectation[] }} */
export function instrument(text) {
  /** @type {Expectation[]} */
  const expected = [];
  const lines = text.split("\n");
  for (const { code, line, result, below } of statements(text)) {
    const shown = result ?? (code.startsWith("console.log(") && below.length > 0 ? below.join("\n") : undefined);
    if (shown === undefined || QUIET.test(code)) continue;
    expected.push({ line, text: shown });
    const first = line - code.split("\n").length;
    lines.splice(first, line - first, ...reporting(code, line, shown).split("\n"));
  }
  return { code: `${lines.join("\n")}\nexport {};\n`, expected };
}

/** Whether a text is the one expected; `…` stands for anything. @param {string} actual @param {string} expected */
export function agrees(actual, expected) {
  const tidy = (/** @type {string} */ text) =>
    text
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n")
      .trim();
  const pattern = tidy(expected)
    .split("…")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[^]*?");
  return new RegExp(`^${pattern}$`).test(tidy(actual));
}
