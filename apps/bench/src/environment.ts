/** Where the numbers come from: without it they mean nothing. */
import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";

export interface Environment {
  readonly date: string;
  readonly node: string;
  readonly v8: string;
  readonly cpu: string;
  readonly cores: number;
  /** Over the last minute, at the start. */
  readonly load: number;
  readonly memoryGiB: number;
  readonly commit: string;
}

function commit(): string {
  try {
    const git = (...args: string[]): string => execFileSync("git", args, { encoding: "utf8", stdio: "pipe" }).trim();
    return git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain") === "" ? "" : " with changes");
  } catch {
    return "unknown";
  }
}

export const environment = (): Environment => ({
  date: new Date().toISOString(),
  node: process.version,
  v8: process.versions.v8,
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  cores: cpus().length,
  load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  commit: commit(),
});
