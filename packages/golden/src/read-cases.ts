/** Reads the golden files of a folder, one case after another. */
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Case } from "./case.js";
import { decodeCase } from "./decode.js";
import { DecodeError } from "./decode-error.js";

const ENDING = ".jsonl";

/** The areas of a folder, in alphabetical order. */
export async function listAreas(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  return names
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();
}

/** The cases of one area. A line that cannot be read is yielded as its error, so that it is counted and not lost. */
export async function* readCases(directory: string, area: string): AsyncGenerator<Case | DecodeError> {
  const lines = createInterface({
    input: createReadStream(join(directory, area + ENDING), "utf8"),
    crlfDelay: Infinity,
  });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    yield decodeOrError(line, area, `${area}${ENDING}:${number}`);
  }
}

function decodeOrError(line: string, area: string, path: string): Case | DecodeError {
  try {
    return decodeCase(line, area, path);
  } catch (error) {
    if (error instanceof DecodeError) return error;
    throw error;
  }
}
