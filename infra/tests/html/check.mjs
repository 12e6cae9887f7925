#!/usr/bin/env node
// Checks rendered reports: valid HTML, WCAG 2.2 AA by axe-core in light, dark and on a phone, no requests, no errors,
// nothing wider than the screen, sorting, values that show where a chart is pointed at, and reading in a sandboxed frame
// without scripts.
//
//   npm ci && node check.mjs FILE… [--awkward FILE]… [--screenshots DIR]
//
// An awkward file has unusual contents in the usual elements: it is looked at in the views in which contents can go wrong.
// CHROMIUM names the browser's executable (default: chromium on the PATH). Exits 1 with a list of what is wrong.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import axe from "axe-core";
import { chromium } from "playwright-core";
import { validate } from "./validate.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { screenshots: { type: "string" }, awkward: { type: "string", multiple: true, default: [] } },
});
const files = [...positionals, ...values.awkward];
if (files.length === 0) {
  console.error("usage: node check.mjs FILE… [--awkward FILE]… [--screenshots DIR]");
  process.exit(2);
}

const STANDARDS = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const LAYOUT = { type: "rule", values: ["target-size", "scrollable-region-focusable", "css-orientation-lock", "meta-viewport"] };
// `axe` is what axe-core looks for: in dark mode, only colours differ; on a phone, only where things lie and how large they are.
// `contents` says that what a file says can go wrong there, and not only what elements it has.
const VIEWS = [
  { name: "light", colorScheme: "light", width: 1300, height: 900, axe: STANDARDS, contents: true },
  { name: "dark", colorScheme: "dark", width: 1300, height: 900, axe: { type: "rule", values: ["color-contrast"] } },
  { name: "phone", colorScheme: "light", width: 390, height: 844, touch: true, axe: LAYOUT, contents: true },
  { name: "narrow", colorScheme: "dark", width: 320, height: 640, touch: true, contents: true },
  { name: "print", colorScheme: "dark", width: 800, height: 1100, media: "print" },
  { name: "no-script", colorScheme: "light", width: 1300, height: 900, scripts: false },
];
// So many files are looked at side by side.
const SIDE_BY_SIDE = 2;

const problems = [];
let marks = 0;
const browser = await chromium.launch({ executablePath: executable(), args: ["--disable-quic"] });
const waiting = [...files];
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => {
  for (let file = waiting.shift(); file; file = waiting.shift()) await check(file);
}));
await browser.close();
for (const problem of problems.sort()) console.log(problem);
console.log(`${files.length} file(s), ${marks} marks of charts pointed at, ${problems.length} problem(s)`);
process.exit(problems.length === 0 ? 0 : 1);

async function check(file) {
  const began = Date.now();
  const report = (problem) => problems.push(`${basename(file)}: ${problem}`);
  for (const problem of await validate(readFileSync(file, "utf8"))) report(problem);
  const isAwkward = values.awkward.includes(file);
  for (const view of VIEWS.filter((view) => view.contents || !isAwkward)) {
    await look(file, view, (problem) => report(`${view.name}: ${problem}`));
  }
  if (!isAwkward) await lookInFrame(file, (problem) => report(`sandboxed frame: ${problem}`));
  console.log(`${basename(file)}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/** Opens a file in one view and checks what is seen. */
async function look(file, view, report) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    colorScheme: view.colorScheme,
    hasTouch: Boolean(view.touch),
    javaScriptEnabled: view.scripts !== false,
  });
  const page = await context.newPage();
  const address = pathToFileURL(resolve(file)).href;
  page.on("request", (request) => {
    if (request.url() !== address && !request.url().startsWith("data:")) report(`asks for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) report(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => report(`script: ${error.message}`));
  if (view.media) await page.emulateMedia({ media: view.media, colorScheme: view.colorScheme });
  await page.goto(address);
  if (view.scripts !== false) {
    if (view.axe) await accessible(page, view.axe, report);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0 && view.media !== "print") report(`the page is ${wide} px wider than the screen`);
    for (const problem of await page.evaluate(textOutsideCharts)) report(problem);
    for (const problem of await page.evaluate(picturesNotShown)) report(problem);
    if (view.name === "light") {
      await sorts(page, report);
      await hovers(page, report);
    }
  }
  if (values.screenshots && view.scripts !== false) await picture(page, file, view);
  await context.close();
}

/** Runs axe-core in the page's own world, which its policy does not allow to pages themselves. */
async function accessible(page, runOnly, report) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }),
    runOnly,
  );
  for (const violation of violations) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ");
    const more = violation.nodes.length > 3 ? ` and ${violation.nodes.length - 3} more` : "";
    report(`${violation.id}: ${violation.help} (${where}${more})`);
  }
}

/** Pictures that the page has and the browser does not show, or shows wider than the page. */
function picturesNotShown() {
  return [...document.querySelectorAll("img")]
    .filter((picture) => !picture.naturalWidth || picture.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map((picture) => `picture ${picture.closest("figure")?.id} is not shown whole`);
}

/** Text of a chart that reaches beyond its drawing. */
function textOutsideCharts() {
  const found = [];
  for (const svg of document.querySelectorAll("svg[role=img]")) {
    const box = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const own = text.getBoundingClientRect();
      const over = Math.max(box.left - own.left, own.right - box.right, box.top - own.top, own.bottom - box.bottom);
      if (over > 3) {
        const chart = svg.closest("figure")?.id;
        found.push(`text ${JSON.stringify(text.textContent)} of chart ${chart} reaches ${Math.round(over)} px beyond it`);
      }
    }
  }
  return found;
}

/** The first sortable table can be sorted by every column, with the keyboard, both ways. */
async function sorts(page, report) {
  const table = page.locator("table.sortable").first();
  if ((await table.count()) === 0) return;
  const buttons = table.locator("thead button");
  for (let column = 0; column < (await buttons.count()); column++) {
    for (let turn = 0; turn < 2; turn++) {
      await buttons.nth(column).press("Enter");
      const { sort, values: numbers } = await table.evaluate((element, index) => ({
        sort: element.tHead.rows[0].cells[index].ariaSort ?? element.tHead.rows[0].cells[index].getAttribute("aria-sort"),
        values: [...element.tBodies[0].rows].map((row) => row.cells[index].dataset.v),
      }), column);
      if (!["ascending", "descending"].includes(sort)) report(`column ${column + 1} says aria-sort=${sort}`);
      const present = numbers.filter((number) => number !== undefined).map(Number);
      const sign = sort === "ascending" ? 1 : -1;
      if (present.some((number, index) => index > 0 && sign * (number - present[index - 1]) < 0)) {
        report(`column ${column + 1} is not ${sort}`);
      }
      if (numbers.indexOf(undefined) >= 0 && numbers.indexOf(undefined) < present.length) {
        report(`column ${column + 1} has missing values before others`);
      }
    }
  }
}

/** Every chart shows its values where it is pointed at: most of its marks can be reached, and some are tried. */
async function hovers(page, report) {
  for (const chart of await page.locator("svg[role=img]").all()) {
    await chart.evaluate((svg) => {
      svg.scrollIntoView({ block: "center", behavior: "instant" });
      // What scrolling makes the page do is done in the next frame.
      return new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
    });
    const { name, unreached, reached, tried } = await chart.evaluate(reachable);
    marks += tried.length;
    if (reached + unreached === 0) report(`chart ${name} has no marks that answer to pointing`);
    else if (reached < unreached) report(`${unreached} of ${reached + unreached} marks of chart ${name} lie under others`);
    for (const { x, y, words } of tried) {
      await page.mouse.move(x, y);
      const shown = await page.evaluate(() => document.querySelector(".tip:not([hidden])")?.textContent);
      if (shown !== words) report(`pointing at chart ${name} shows ${JSON.stringify(shown)} and not ${JSON.stringify(words)}`);
    }
  }
}

/** The marks of a chart that can be pointed at on the screen, and where to try the first, the last and the middle one. */
function reachable(svg) {
  const places = [];
  let unreached = 0;
  for (const mark of svg.querySelectorAll("g[data-tip]")) {
    const candidates = [...mark.children].flatMap((shape) => {
      const { left, top, width, height } = shape.getBoundingClientRect();
      const points = [[left + width / 2, top + height / 2], [left + width * 0.2, top + height * 0.2]];
      if (shape instanceof SVGPathElement && shape.getTotalLength() > 0) {
        const matrix = shape.getScreenCTM();
        for (const share of [0.1, 0.35, 0.6, 0.85]) {
          const point = shape.getPointAtLength(shape.getTotalLength() * share).matrixTransform(matrix);
          points.push([point.x, point.y]);
        }
      }
      return points;
    });
    const onScreen = candidates.filter(([x, y]) => x > 0 && y > 0 && x < innerWidth && y < innerHeight);
    if (onScreen.length === 0) continue;
    const place = onScreen.find(([x, y]) => document.elementFromPoint(x, y)?.closest("g[data-tip]") === mark);
    if (place) places.push({ x: place[0], y: place[1], words: mark.dataset.tip });
    else unreached += 1;
  }
  const chosen = new Set([0, Math.floor(places.length / 2), places.length - 1].filter((index) => index in places));
  return {
    name: svg.closest("figure")?.id, unreached, reached: places.length,
    tried: [...chosen].map((index) => places[index]),
  };
}

/** In a frame with an empty sandbox the report reads well and tries nothing. */
async function lookInFrame(file, report) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  await page.setContent('<!DOCTYPE html><title>Host</title><iframe sandbox title="Report" width="900" height="700"></iframe>');
  await page.locator("iframe").evaluate((frame, source) => { frame.srcdoc = source; }, readFileSync(file, "utf8"));
  const frame = page.frameLocator("iframe");
  await frame.locator("h1").waitFor({ timeout: 10_000 }).catch(() => report("the title does not show"));
  if (await frame.locator("thead button").count()) report("a script ran");
  await context.close();
}

/** A picture of the whole page; of print, a PDF. */
async function picture(page, file, view) {
  mkdirSync(values.screenshots, { recursive: true });
  const name = join(values.screenshots, `${basename(file, ".html")}-${view.name}`);
  if (view.media === "print") await page.pdf({ path: `${name}.pdf`, format: "A4", preferCSSPageSize: true, printBackground: true });
  else await page.screenshot({ path: `${name}.png`, fullPage: true });
}

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // Try the next name.
    }
  }
  console.error("No Chromium found: install the package chromium, or set CHROMIUM to its executable.");
  process.exit(2);
}
