/** Splits TypeScript into its outermost statements, with the comment that each shows its result in. */

/**
 * @typedef {object} Statement
 * @property {string} code without the comment after it
 * @property {number} line the last line of the code, counted from 1
 * @property {string | undefined} result the comment after the code on its last line
 * @property {readonly string[]} below the comment lines directly below
 */

const CLOSES = /** @type {Record<string, string>} */ ({ ")": "(", "]": "[", "}": "{" });

/** Where the quoted text that begins at `start` ends. @param {string} text @param {number} start */
function endOfQuote(text, start) {
  const quote = text[start];
  let i = start + 1;
  while (i < text.length && text[i] !== quote) i += text[i] === "\\" ? 2 : 1;
  return i + 1;
}

/** Where a template ends, the expressions in it included. @param {string} text @param {number} start @returns {number} */
function endOfTemplate(text, start) {
  let i = start + 1;
  while (i < text.length && text[i] !== "`") {
    if (text.startsWith("${", i)) i = endOfNested(text, i + 2);
    else i += text[i] === "\\" ? 2 : 1;
  }
  return i + 1;
}

/** Where the brace closes that was opened before `start`. @param {string} text @param {number} start @returns {number} */
function endOfNested(text, start) {
  let depth = 1;
  let i = start;
  while (i < text.length && depth > 0) {
    const [next, kind] = token(text, i);
    if (kind === "open") depth++;
    if (kind === "close") depth--;
    i = next;
  }
  return i;
}

/**
 * Where the token at `start` ends, and what it is.
 * @param {string} text @param {number} start @returns {readonly [end: number, kind: "comment" | "text" | "open" | "close" | "other"]}
 */
function token(text, start) {
  const char = text[start] ?? "";
  if (text.startsWith("//", start)) {
    const end = text.indexOf("\n", start);
    return [end < 0 ? text.length : end, "comment"];
  }
  if (text.startsWith("/*", start)) return [text.indexOf("*/", start) + 2, "text"];
  if (char === "`") return [endOfTemplate(text, start), "text"];
  if (char === '"' || char === "'") return [endOfQuote(text, start), "text"];
  if ("([{".includes(char)) return [start + 1, "open"];
  return [start + 1, char in CLOSES ? "close" : "other"];
}

/** Every position of the text at depth 0, with what ends there. @param {string} text */
function* walk(text) {
  let depth = 0;
  for (let i = 0; i < text.length;) {
    const [end, kind] = token(text, i);
    if (kind === "open") depth++;
    if (kind === "close") depth--;
    yield { start: i, end, kind, depth };
    i = end;
  }
}

/** Statements on one line, parted by semicolons. @param {string} text @returns {string[]} */
export function splitLine(text) {
  const parts = [""];
  for (const { start, end, kind, depth } of walk(text)) {
    if (kind === "other" && depth === 0 && text[start] === ";") parts.push("");
    else parts.push((parts.pop() ?? "") + text.slice(start, end));
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** Code on one line, and the comment after it. @param {string} text @returns {{ code: string, comment: string | undefined }} */
export function splitComment(text) {
  const comment = [...walk(text)].find(({ kind }) => kind === "comment");
  return { code: text.slice(0, comment?.start).trim(), comment: comment && text.slice(comment.start + 2).trim() };
}

const lineAt = (/** @type {string} */ text, /** @type {number} */ offset) => text.slice(0, offset).split("\n").length;

/** Whether code that ends here, outside of brackets, is complete. @param {string} code */
const isComplete = (code) => /[;}]$/.test(code.trim());

/** The comment lines from a line on, without their slashes. @param {readonly string[]} lines @param {number} first */
function commentsFrom(lines, first) {
  const rest = lines.slice(first - 1);
  const end = rest.findIndex((line) => !/^\s*\/\//.test(line));
  return rest.slice(0, end < 0 ? undefined : end).map((line) => line.replace(/^\s*\/\/ ?/, ""));
}

/** The outermost statements. Each begins on a line of its own and ends with a semicolon or a brace. @param {string} text @returns {Statement[]} */
export function statements(text) {
  /** @type {Statement[]} */
  const found = [];
  const lines = text.split("\n");
  let code = "";
  /** @type {string | undefined} */
  let comment;
  for (const { start, end, kind, depth } of walk(`${text}\n`)) {
    const char = text[start] ?? "\n";
    if (kind === "comment") comment = text.slice(start + 2, end).trim();
    else if (char !== "\n" || code.trim() !== "") code += text.slice(start, end);
    if (char !== "\n") continue;
    if (depth === 0 && isComplete(code)) {
      const line = lineAt(text, start);
      found.push({
        code: code.trim(),
        line,
        result: comment,
        below: comment === undefined ? commentsFrom(lines, line + 1) : [],
      });
      code = "";
    }
    comment = undefined;
  }
  if (code.trim() !== "")
    throw new Error(
      `line ${lineAt(text, text.length)}: the last statement has no end: finish statements with a semicolon`,
    );
  return found;
}
