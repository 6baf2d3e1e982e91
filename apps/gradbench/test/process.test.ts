/** The built tool as a driver sees it: a process that is asked on one pipe and answers on another. */
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { judge } from "../src/judge.js";
import { lines } from "../src/lines.js";
import { small } from "./vectors.js";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));

test("asks and answers take turns, whatever is asked, and the process ends with its input", async () => {
  const tool = spawn(process.execPath, [main, "--backend", "cpu"], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => tool.on("exit", resolve));
  const answers = lines(tool.stdout)[Symbol.asyncIterator]();
  async function ask(line: string): Promise<Record<string, unknown>> {
    tool.stdin.write(`${line}\n`);
    return JSON.parse((await answers.next()).value as string) as Record<string, unknown>;
  }
  expect(await ask('{"id": 0, "kind": "start", "eval": "lse"}')).toEqual({ id: 0, tool: "fluxion" });
  expect(await ask("nonsense")).toMatchObject({ id: null, success: false });
  const chosen = small.filter(
    (v, i) => small.findIndex((w) => w.module === v.module && w.function === v.function) === i,
  );
  for (const [id, v] of chosen.entries()) {
    const answer = await ask(JSON.stringify({ id, kind: "evaluate", ...v, output: undefined }));
    expect(answer).toMatchObject({ id, success: true });
    expect(judge(answer.output, v.output)).toEqual([]);
  }
  // Some 5 MB in one line, and the gradient back.
  const x = Array.from({ length: 300_000 }, (_, i) => Math.sin(i));
  const long = await ask(
    JSON.stringify({ id: "long", kind: "evaluate", module: "lse", function: "gradient", input: { x } }),
  );
  expect((long.output as number[]).length).toBe(x.length);
  expect(await ask('{"id": 7, "kind": "evaluate", "module": "lse"}')).toMatchObject({ id: 7, success: false });
  tool.stdin.end('{"id": 8, "kind": "unknown"}');
  expect(JSON.parse((await answers.next()).value as string)).toEqual({ id: 8 });
  expect(await ended).toBe(0);
});

test("a backend that is not there is refused with those that are", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, "--backend", "abacus"], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain('there is no backend named "abacus"');
  expect(stderr).toContain("one of cpu");
});
