/** The result as a page that a person can open: loss curve, accuracies, digits with predictions. No scripts, no requests. */
import { PIXELS, SIDE, type Digits } from "./data.js";
import type { Trained } from "./train.js";

const WIDTH = 720;
const HEIGHT = 260;
const PAD = 44;

function lossCurve(losses: readonly number[]): string {
  const high = Math.max(...losses);
  const x = (i: number): number => PAD + (i / Math.max(1, losses.length - 1)) * (WIDTH - PAD - 12);
  const y = (value: number): number => 12 + (1 - value / high) * (HEIGHT - PAD - 12);
  const points = losses.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => part * high);
  const grid = ticks.map(
    (tick) =>
      `<line x1="${PAD}" x2="${WIDTH - 12}" y1="${y(tick)}" y2="${y(tick)}" class="grid"/><text x="${PAD - 6}" y="${y(tick) + 4}" text-anchor="end">${tick.toFixed(2)}</text>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="training loss per step">${grid.join("")}
<polyline points="${points}" class="curve"/>
<text x="${WIDTH / 2}" y="${HEIGHT - 8}" text-anchor="middle">step (1 to ${losses.length})</text></svg>`;
}

/** One digit as an SVG of squares, grey by pixel. */
function picture(pixels: Float32Array): string {
  const cells: string[] = [];
  pixels.forEach((value, i) => {
    if (value < 0.05) return;
    cells.push(
      `<rect x="${i % SIDE}" y="${Math.floor(i / SIDE)}" width="1" height="1" opacity="${value.toFixed(2)}"/>`,
    );
  });
  return `<svg viewBox="0 0 ${SIDE} ${SIDE}" class="digit">${cells.join("")}</svg>`;
}

function figure(heldOut: Digits, index: number, predicted: number): string {
  const label = heldOut.labels[index] as number;
  const right = label === predicted;
  return `<figure class="${right ? "right" : "wrong"}">${picture(heldOut.pixels.subarray(index * PIXELS, (index + 1) * PIXELS))}<figcaption>${predicted}${right ? "" : ` <small>(is ${label})</small>`}</figcaption></figure>`;
}

/** Some digits read right, and all (up to 20) that were not. */
export function reportPage(trained: Trained, heldOut: Digits, backend: string): string {
  const indices = Array.from(trained.predictions.keys());
  const wrong = indices.filter((i) => trained.predictions[i] !== heldOut.labels[i]);
  const right = indices.filter((i) => trained.predictions[i] === heldOut.labels[i]);
  const shown = Array.from({ length: 20 }, (_, k) => right[Math.floor((k * right.length) / 20)]).filter(
    (i) => i !== undefined,
  );
  const draw = (list: readonly number[]): string =>
    list.map((i) => figure(heldOut, i, trained.predictions[i] as number)).join("");
  const rows = trained.epochs.map(
    ({ epoch, loss, accuracy }) =>
      `<tr><td>${epoch}</td><td>${loss.toFixed(4)}</td><td>${(accuracy * 100).toFixed(2)} %</td></tr>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Fluxion reads digits</title>
<style>
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:760px;margin:2rem auto;padding:0 1rem}
svg text{font-size:12px;fill:currentColor}.grid{stroke:currentColor;opacity:.15}.curve{fill:none;stroke:#1f5fd0;stroke-width:1.5}
.digits{display:flex;flex-wrap:wrap;gap:.5rem}figure{margin:0;width:64px;text-align:center}.digit{width:64px;height:64px;border:1px solid #8886}.digit rect{fill:currentColor}
.wrong figcaption{color:#c8322b}.right figcaption{color:#2a8a3e}td{padding:0 1.5rem 0 0;font-variant-numeric:tabular-nums}
</style>
<h1>Fluxion reads digits</h1><p>Backend <b>${backend}</b>. Held-out accuracy <b>${((trained.epochs.at(-1)?.accuracy ?? 0) * 100).toFixed(2)} %</b> on ${heldOut.count} digits that were not trained on.</p>
<h2>Loss</h2>${lossCurve(trained.losses)}
<table><tr><td>epoch</td><td>loss</td><td>held-out accuracy</td></tr>${rows.join("")}</table>
<h2>Read right</h2><div class="digits">${draw(shown)}</div><h2>Read wrong (${wrong.length})</h2><div class="digits">${draw(wrong.slice(0, 20))}</div></html>`;
}
