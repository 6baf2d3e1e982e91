/** Whether code generation is known to be allowed, found out without provoking a Content-Security-Policy report. */

interface Runtime {
  readonly process?: { readonly versions?: { readonly node?: string; readonly bun?: string } };
  readonly Deno?: unknown;
}

let known: boolean | undefined;

/** In Node, Deno and Bun nothing reports a refusal, so one trial tells. Elsewhere the answer is no. */
export function mayGenerateCode(): boolean {
  known ??= onServer() && trial();
  return known;
}

function onServer(): boolean {
  const { process, Deno } = globalThis as Runtime;
  return process?.versions?.node !== undefined || process?.versions?.bun !== undefined || Deno !== undefined;
}

function trial(): boolean {
  try {
    return new Function("return true")() === true;
  } catch {
    return false;
  }
}
