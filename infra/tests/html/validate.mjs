// Validity of one page: html-validate's rules, and that nothing in it could cause a request.

import { HtmlValidate, StaticConfigLoader } from "html-validate";

const validator = new HtmlValidate(new StaticConfigLoader({
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    "long-title": "off", // titles are the users' own
    "no-trailing-whitespace": "off", // of users' text
    "no-raw-characters": "error",
    "require-sri": ["error", { target: "all" }],
    "tel-non-breaking": "off", // numbers are figures here
    "void-style": "off", // SVG in HTML closes its own way
    "prefer-native-element": ["error", { exclude: ["region"] }], // a box that scrolls is no section
  },
}));

/** What is wrong with a page, in sentences. */
export async function validate(source) {
  const result = await validator.validateString(source, "report.html");
  const problems = result.results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `line ${line}, column ${column}: ${message} (${ruleId})`));
  const shown = problems.slice(0, 20);
  if (problems.length > shown.length) shown.push(`and ${problems.length - shown.length} more of the validator's remarks`);
  return [...shown, ...requests(source)];
}

/** A picture that is within the page, and names no other address. */
const INSIDE = /^<img src="data:image\/png;base64,[A-Za-z0-9+\/]+={0,2}" width="\d+" height="\d+" alt="[^"]+">$/;

/** Attributes and rules that would make a browser ask for something. */
function requests(source) {
  const markup = source.replace(/<style>[^]*?<\/style>/g, "").replace(/<script>[^]*?<\/script>/g, "");
  const found = [];
  for (const [tag] of markup.matchAll(/<[a-z][^>]*>/gi)) {
    if (INSIDE.test(tag)) continue;
    const address = /\s(?:src|srcset|poster|data|background|action|formaction|ping|xlink:href)\s*=/i.exec(tag);
    if (address) found.push(`${tag.slice(0, 80)} has ${address[0].trim()}`);
    const link = /\shref\s*=\s*["']?([^"'\s>]*)/i.exec(tag);
    if (link && !link[1].startsWith("#")) found.push(`${tag.slice(0, 80)} links out of the document`);
    if (/\son[a-z]+\s*=/i.test(tag.replace(/="[^"]*"/g, '=""'))) found.push(`${tag.slice(0, 80)} has a handler`);
    if (/^<(?:link|base|iframe|object|embed|form|img|audio|video)\b/i.test(tag)) found.push(`${tag.slice(0, 80)} is not allowed`);
  }
  for (const [, style] of source.matchAll(/<style>([^]*?)<\/style>/g)) {
    for (const [address] of style.matchAll(/url\((?!data:)[^)]*\)|@import[^;]*/g)) found.push(`the style sheet asks for ${address}`);
  }
  return found;
}
