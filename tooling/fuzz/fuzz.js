/**
 * Tries arbitrary nested programs, each on one property in turn: `npm run fuzz -- --programs 10000 [--seed N] [--time SECONDS] [--property TEXT]`.
 * A failure prints the property, the seed and the path to try it again, and the shrunk program; the exit status is then 1.
 */
import { cpu } from "@fluxion/backend-cpu";
import { agreesWith, properties, recipes } from "@fluxion/testing";
import fc from "fast-check";
import { optionsFrom } from "./options.js";
import { showRecipe } from "./show.js";

/** Programs tried between two looks at the clock. */
const PIECE = 20;

const { programs, seed, time, property: wanted } = optionsFrom(process.argv.slice(2));
const backend = cpu({ generateCode: true });
const all = [...properties, agreesWith(cpu({ generateCode: false }))].filter(({ name }) => name.includes(wanted));
if (all.length === 0) throw new Error(`no property's name contains "${wanted}"`);

const started = performance.now();
const seconds = () => (performance.now() - started) / 1000;
let [tried, failures] = [0, 0];
console.log(`${programs} programs, ${all.length} properties, seed ${seed}`);
for (let piece = 0; tried < programs && seconds() < time; piece++) {
  const property = all[piece % all.length];
  if (property === undefined) break;
  const numRuns = Math.min(PIECE, programs - tried);
  const result = await fc.check(
    fc.asyncProperty(recipes(), (recipe) => property.holds(recipe, backend)),
    { seed: seed + piece, numRuns },
  );
  tried += result.numRuns;
  if (!result.failed) continue;
  failures++;
  console.log(`\nFAILED ${property.name}: seed ${seed + piece}, path ${result.counterexamplePath}`);
  console.log(String(result.errorInstance));
  const [recipe] = result.counterexample ?? [];
  if (recipe !== undefined) console.log(showRecipe(backend, recipe));
}
console.log(`${tried} programs in ${seconds().toFixed(0)} s, ${failures} failures`);
process.exitCode = failures > 0 ? 1 : 0;
