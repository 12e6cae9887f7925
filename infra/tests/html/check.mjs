#!/usr/bin/env node
// Checks rendered reports: valid HTML, WCAG 2.2 AA by axe-core in light, dark, phone and print, no requests, no errors,
// nothing wider than the screen, sorting, and reading in a sandboxed frame without scripts.
//
//   npm ci && node check.mjs FILE… [--screenshots DIR]
//
// CHROMIUM names the browser's executable (default: chromium on the PATH). Exits 1 with a list of what is wrong.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import axe from "axe-core";
import { chromium } from "playwright-core";
import { validate } from "./validate.mjs";

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { screenshots: { type: "string" } },
});
if (files.length === 0) {
  console.error("usage: node check.mjs FILE… [--screenshots DIR]");
  process.exit(2);
}

const VIEWS = [
  { name: "light", colorScheme: "light", width: 1300, height: 900 },
  { name: "dark", colorScheme: "dark", width: 1300, height: 900 },
  { name: "phone", colorScheme: "light", width: 390, height: 844, touch: true },
  { name: "narrow", colorScheme: "dark", width: 320, height: 640, touch: true },
  { name: "print", colorScheme: "dark", width: 800, height: 1100, media: "print" },
  { name: "no-script", colorScheme: "light", width: 1300, height: 900, scripts: false },
];
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const problems = [];
const browser = await chromium.launch({ executablePath: executable(), args: ["--disable-quic"] });
for (const file of files) {
  const report = (problem) => problems.push(`${file}: ${problem}`);
  for (const problem of await validate(readFileSync(file, "utf8"))) report(problem);
  for (const view of VIEWS) await look(file, view, (problem) => report(`${view.name}: ${problem}`));
  await lookInFrame(file, (problem) => report(`sandboxed frame: ${problem}`));
}
await browser.close();
for (const problem of problems) console.log(problem);
console.log(`${files.length} file(s), ${problems.length} problem(s)`);
process.exit(problems.length === 0 ? 0 : 1);

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
    await accessible(page, report);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0 && view.media !== "print") report(`the page is ${wide} px wider than the screen`);
    for (const problem of await page.evaluate(textOutsideCharts)) report(problem);
    if (view.name === "light") {
      await sorts(page, report);
      await hovers(page, report);
    }
  }
  if (values.screenshots && view.scripts !== false) await picture(page, file, view);
  await context.close();
}

/** Runs axe-core in the page's own world, which its policy does not allow to pages themselves. */
async function accessible(page, report) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (standards) => window.axe.run(document, { runOnly: { type: "tag", values: standards } }),
    STANDARDS,
  );
  for (const violation of violations) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ");
    const more = violation.nodes.length > 3 ? ` and ${violation.nodes.length - 3} more` : "";
    report(`${violation.id}: ${violation.help} (${where}${more})`);
  }
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

/** Pointing at a mark of a chart shows what it stands for. */
async function hovers(page, report) {
  const mark = page.locator("svg g[data-tip] rect").first();
  if ((await mark.count()) === 0) return;
  await mark.scrollIntoViewIfNeeded();
  await mark.hover({ force: true });
  const shown = await page.locator(".tip:not([hidden])").textContent({ timeout: 2000 }).catch(() => null);
  if (!shown) report("pointing at a chart's mark shows nothing");
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
