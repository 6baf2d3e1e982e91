/** The main job: learns real handwritten digits, shows how it went, and draws the figure that teaches reverse mode. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { wasm } from "@fluxion/backend-wasm";
import { backends as own, explain, setDefaultBackend, type NDArray } from "fluxion";
import { loadDigits, PIXELS } from "./data.js";
import { reportPage } from "./report.js";
import { bar, curve, gallery } from "./sketch.js";
import { train } from "./train.js";

const { values } = parseArgs({
  options: {
    backend: { type: "string", default: "cpu" },
    epochs: { type: "string", default: "15" },
    out: { type: "string", default: "out" },
  },
});

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const backends = { ...own, wasm };
const make = Object.hasOwn(backends, values.backend) ? backends[values.backend as keyof typeof backends] : undefined;
if (make === undefined)
  fail(`There is no backend named ${JSON.stringify(values.backend)}. Backends: ${Object.keys(backends).join(", ")}.`);
const epochs = Number(values.epochs);
if (!Number.isInteger(epochs) || epochs < 1)
  fail(`--epochs takes a whole number from 1, got ${JSON.stringify(values.epochs)}.`);
setDefaultBackend(make());

const digits = loadDigits();
console.log(`Training on ${digits.train.count} digits, ${digits.heldOut.count} held out, backend ${values.backend}.`);
const live = process.stdout.isTTY === true;
const began = Date.now();
const trained = train(
  digits,
  { epochs, batch: 128, hidden: [192], rate: 3e-3, seed: 0 },
  {
    onStep(epoch, step, steps, loss) {
      if (live)
        process.stdout.write(`\r  epoch ${String(epoch).padStart(2)} ${bar(step / steps)}  loss ${loss.toFixed(4)} `);
    },
    onEpoch({ epoch, loss, accuracy }) {
      if (live) process.stdout.write("\r\u001b[K");
      console.log(
        `  epoch ${String(epoch).padStart(2)} ${bar(epoch / epochs)}  loss ${loss.toFixed(4)}  held-out accuracy ${(accuracy * 100).toFixed(2)} %`,
      );
    },
  },
);
console.log(
  `Trained in ${((Date.now() - began) / 1000).toFixed(1)} s.\n\nLoss per step (logarithmic)\n${curve(trained.losses)}\n`,
);

const samples = [3, 333, 666].map((i) => ({
  pixels: digits.heldOut.pixels.subarray(i * PIXELS, (i + 1) * PIXELS),
  caption: `read ${trained.predictions[i]}, is ${digits.heldOut.labels[i]}`,
}));
console.log(`${gallery(samples)}\n`);
mkdirSync(values.out, { recursive: true });
const page = join(values.out, "digits.html");
writeFileSync(page, reportPage(trained, digits.heldOut, values.backend));
console.log(`Curve and digits: open ${page}\n`);

const logistic = (x: NDArray): NDArray => {
  let y = x;
  for (let i = 0; i < 3; i++) y = y.mul(4).mul(y.neg().add(1));
  return y;
};
console.log("Reverse mode on the logistic map: the program in blue, its adjoint in red below it;");
console.log("what is needed soonest above is needed latest below.\n");
console.log(explain(logistic, { palette: live || process.env.FORCE_COLOR !== undefined ? "ansi" : "none" })(0.25));
