/** Everything in the host, as it is written: for looking with the tools of the language. Mutates: the hooks. */
import { hooks } from "../../trace/hooks.js";
import { switchable } from "./mode.js";
import { plain } from "./plain.js";

/**
 * Runs functions as they are written: `jit` and `checkpoint` call them, and `scan`, `foriLoop`, `whileLoop`, `cond` and `switchCase` run their
 * bodies as loops and branches of the host. So `console.log`, breakpoints and `x.item()` work inside; results are the same. Branches and loops
 * whose choice differs between lanes of a vmap, and what `trace` records, are staged as ever.
 * @param on true or false from now on, or a function that is called with jit off
 * @throws AsyncFunctionError if the function returns a Promise
 * @example disableJit(() => jit((x) => (x.item() > 0 ? x : x.neg()))(-3)) // 3
 */
export const disableJit = /* @__PURE__ */ switchable("disableJit", (on) => {
  const before = hooks.plain;
  hooks.plain = on ? plain : undefined;
  return () => void (hooks.plain = before);
});
