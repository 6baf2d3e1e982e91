/** Finds the code in a document: its fenced blocks, and the links and commands that must exist. */

/**
 * @typedef {object} Block
 * @property {string} language the first word after the fence
 * @property {boolean} continues whether the block goes on where the one before it ended: the fence says `continued`
 * @property {number} line of its first line of code, counted from 1
 * @property {string} code
 */

/** The fenced blocks of a document. @param {string} text @returns {Block[]} */
export function blocks(text) {
  /** @type {Block[]} */
  const found = [];
  /** @type {{ language: string, continues: boolean, line: number, lines: string[] } | undefined} */
  let open;
  text.split("\n").forEach((line, i) => {
    const fence = /^```(\S*)(.*)$/.exec(line);
    if (fence === null) open?.lines.push(line);
    else if (open === undefined)
      open = { language: fence[1] ?? "", continues: /\bcontinued\b/.test(fence[2] ?? ""), line: i + 2, lines: [] };
    else {
      found.push({ language: open.language, continues: open.continues, line: open.line, code: open.lines.join("\n") });
      open = undefined;
    }
  });
  if (open !== undefined) throw new Error(`the block that begins on line ${open.line - 1} has no end`);
  return found;
}

/** Programs to run: the TypeScript blocks, those that continue joined to what they continue. Line numbers are those of the document. @param {string} text */
export function programs(text) {
  /** @type {{ line: number, code: string }[]} */
  const found = [];
  for (const { language, continues, line, code } of blocks(text)) {
    if (language !== "ts") continue;
    const last = found.at(-1);
    if (!continues) found.push({ line, code: "\n".repeat(line - 1) + code });
    else if (last === undefined) throw new Error(`the block on line ${line} continues nothing`);
    else last.code += "\n".repeat(line - last.code.split("\n").length) + code;
  }
  return found;
}

/** Files of this repository that a document links to, without the part after `#`. @param {string} text @returns {string[]} */
export const links = (text) =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target.replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target));

/** Names that a document sets as code, outside of its blocks: `np.linalg`, `grad`. @param {string} text @returns {string[]} */
export const names = (text) =>
  [...text.replace(/^```[^]*?^```/gm, "").matchAll(/`([A-Za-z_]\w*(?:\.\w+)*)(?:\([^`]*\))?`/g)].map(
    ([, name = ""]) => name,
  );

/** Scripts of the root package that a document tells to run. @param {string} text @returns {string[]} */
export const scripts = (text) =>
  [...text.matchAll(/\bnpm (?:run (?:--silent )?)?([\w:]+)/g)].flatMap(([, name = ""]) =>
    /^(?:install|run|i|create|ci|exec|pack|publish)$/.test(name) ? [] : [name],
  );
