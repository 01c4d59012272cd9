// The form above a list of publications.  Its state is the address's query, so that it can be
// shared; the data is fetched when somebody touches the form, or the address has a state.
import {
  AUTHORS, AWARD, CODE, FLAGS, OUTSIDE, PEOPLE, PROJECTS, SLUG, TITLE, TOPICS, TYPE, VENUE, YEAR,
  fold, load, row,
} from "./research-finding.js";

const STEP = 30; // papers at once
const PAUSE = 200; // milliseconds after which somebody does not type any more
const NAMES = ["q", "year", "type", "venue", "topic", "person", "project", "award", "code"];
const UNDER_WAY = 9999; // the year of papers without one, as in lists

const form = document.querySelector("form.facets");
const faceted = form.parentElement;
const fields = [...form.elements].filter((field) => field.name);
const field = (name) => form.elements.namedItem(name);
const part = (selector) => faceted.querySelector(selector);
const words = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

let data; // what is fetched, once it is there
let papers = []; // those of this list, in its order, with their text and their entry on the page
let found = []; // those that pass all tests
let missed = {}; // those that fail one test only, by the name of its field
let most = STEP;
let unsettled = 0; // the timer of what waits for a pause

// --- the papers --------------------------------------------------------------------------

async function prepare() {
  if (data) return;
  const loaded = await load(form.dataset.root);
  if (data) return;
  data = loaded;
  const ours = data.papers.filter((paper) => !(paper[FLAGS] & OUTSIDE));
  const entries = entriesBySlug();
  papers = ours.filter(withinList()).map((paper) => ({
    paper,
    text: fold(textOf(paper)),
    entry: entries.get(paper[SLUG]),
  }));
}

function textOf(paper) {
  const people = paper[PEOPLE].map((place) => data.people[place].slice(1).join(" "));
  const topics = paper[TOPICS].map((place) => data.topics[place]);
  const venue = data.venues[paper[VENUE]] ?? "";
  return [paper[TITLE], paper[AUTHORS], venue, paper[YEAR], ...topics, ...people].join(" ");
}

/** Say which of our papers are in the list, by their places; see `Facets.within`. */
function withinList() {
  const bits = atob(form.dataset.within);
  if (!bits) return () => true;
  return (_, place) => bits.charCodeAt(place >> 3) & (128 >> (place & 7));
}

function entriesBySlug() {
  const [before, after] = new URL(form.dataset.landing, document.baseURI).href.split("*");
  const entries = new Map();
  for (const link of faceted.querySelectorAll(".listed li.publication a.title")) {
    if (!link.href.startsWith(before)) continue;
    const end = link.href.length - after.length;
    entries.set(decodeURIComponent(link.href.slice(before.length, end)), link.closest("li"));
  }
  return entries;
}

// --- what is chosen ----------------------------------------------------------------------

const one = (names, column) => (value) => {
  const place = names().indexOf(value);
  return ({ paper }) => place >= 0 && paper[column] === place;
};
const some = (names, column) => (value) => {
  const place = names().indexOf(value);
  return ({ paper }) => paper[column].includes(place);
};
const flag = (bit) => () => ({ paper }) => paper[FLAGS] & bit;
const ids = (records) => records.map(([id]) => id);

const TESTS = {
  q: (value) => {
    const wanted = fold(value).split(" ");
    return ({ text }) => wanted.every((word) => text.includes(word));
  },
  from: (value) => ({ paper }) => (paper[YEAR] || UNDER_WAY) >= value,
  to: (value) => ({ paper }) => (paper[YEAR] || UNDER_WAY) <= value,
  type: one(() => data.types, TYPE),
  venue: one(() => data.venues, VENUE),
  topic: some(() => data.topics, TOPICS),
  person: some(() => ids(data.people), PEOPLE),
  project: some(() => ids(data.projects), PROJECTS),
  award: flag(AWARD),
  code: flag(CODE),
};

const valueOf = (it) => (it.type === "checkbox" ? (it.checked ? it.value : "") : it.value.trim());
const chosen = () => fields.filter(valueOf);

/** Find the papers that pass all tests, and those that one choice alone keeps out. */
function choose() {
  // The text comes last: it takes longest.
  const asked = chosen().reverse().map((it) => [it.name, TESTS[it.name](valueOf(it))]);
  found = [];
  missed = Object.fromEntries(asked.map(([name]) => [name, []]));
  for (const it of papers) {
    const failed = asked.findIndex(([, test]) => !test(it));
    if (failed < 0) found.push(it);
    else if (asked.every(([, test], place) => place <= failed || test(it))) {
      missed[asked[failed][0]].push(it);
    }
  }
  return asked.map(([name]) => name);
}

// --- showing -----------------------------------------------------------------------------

function show() {
  const asked = choose();
  const narrowed = asked.length > 0;
  const shown = narrowed ? found.slice(0, most) : found.filter(({ entry }) => entry);
  const focused = document.activeElement;
  showEntries(shown);
  showRows(shown.filter(({ entry }) => !entry), shown.findLast(({ entry }) => entry));
  part(":scope > .none").hidden = found.length > 0;
  part(":scope > .more").hidden = !narrowed || shown.length === found.length;
  part(":scope > .earlier")?.toggleAttribute("hidden", narrowed);
  faceted.classList.toggle("narrowed", narrowed);
  form.querySelector(".clear").hidden = !narrowed;
  const { all, some: of, none } = form.dataset;
  const said = !narrowed ? all : found.length ? of : none;
  say(words(said, { shown: found.length, total: papers.length }));
  sayHowMany(asked.filter((name) => name !== "q").length);
  if (focused.closest("[hidden]") || !focused.isConnected) field("q").focus();
  clearTimeout(unsettled);
  unsettled = setTimeout(settle, PAUSE);
}

/** Do what can wait until nobody types; browsers also limit how often addresses change. */
function settle() {
  if (!unsettled) return;
  clearTimeout(unsettled);
  unsettled = 0;
  writeAddress("replaceState");
  recount();
}

function showEntries(shown) {
  const visible = new Set(shown.map(({ entry }) => entry));
  for (const { entry } of papers) if (entry) entry.hidden = !visible.has(entry);
  for (const list of faceted.querySelectorAll(".listed > ol")) {
    list.hidden = ![...list.children].some((entry) => !entry.hidden);
    const heading = list.previousElementSibling;
    if (heading?.matches(".group")) heading.hidden = list.hidden;
  }
}

/** Show papers that have no entry on the page, below the headings that its own have. */
function showRows(shown, last) {
  const heading = faceted.dataset.group === "year" && part(".listed > .group")?.localName;
  const rows = [];
  let year = last?.paper[YEAR];
  for (const { paper } of shown) {
    if (heading && paper[YEAR] !== year) {
      rows.push(Object.assign(document.createElement(heading), { className: "group" }));
      rows.at(-1).textContent = paper[YEAR];
    }
    if (rows.at(-1)?.localName !== "ol") {
      rows.push(Object.assign(document.createElement("ol"), { className: "publications plain" }));
    }
    rows.at(-1).append(row(paper, data, form.dataset));
    year = paper[YEAR];
  }
  part(":scope > .rest").replaceChildren(...rows);
}

function say(text) {
  const status = form.querySelector("[role=status]");
  if (status.textContent !== text) status.textContent = text;
}

/** Say how many filters stand, where they are folded away. */
function sayHowMany(filters) {
  const summary = form.querySelector("summary");
  const { filter, filters: several } = form.dataset;
  if (summary) summary.textContent = filters ? words(several, { number: filters }) : filter;
}

/** Say beside each choice how many papers it would leave, the other choices standing. */
function recount() {
  for (const select of form.querySelectorAll("select")) {
    const counts = tally([...found, ...(missed[select.name] ?? [])], VALUES[select.name]);
    for (const option of select.options) {
      if (!option.value) continue;
      const count = counts.get(option.value) ?? 0;
      const text = `${option.dataset.label} (${count})`;
      if (option.text !== text) option.text = text;
      option.hidden = option.disabled = !count && !option.selected;
    }
  }
  for (const box of form.querySelectorAll("[type=checkbox]")) {
    const label = box.nextElementSibling;
    const count = [...found, ...(missed[box.name] ?? [])].filter(TESTS[box.name]()).length;
    label.textContent = `${label.dataset.label} (${count})`;
  }
}

const VALUES = {
  from: (paper) => [String(paper[YEAR])],
  to: (paper) => [String(paper[YEAR])],
  type: (paper) => [data.types[paper[TYPE]]],
  venue: (paper) => [data.venues[paper[VENUE]]],
  topic: (paper) => paper[TOPICS].map((place) => data.topics[place]),
  person: (paper) => paper[PEOPLE].map((place) => data.people[place][0]),
  project: (paper) => paper[PROJECTS].map((place) => data.projects[place][0]),
};

function tally(some, values) {
  const counts = new Map();
  for (const { paper } of some) {
    for (const value of values(paper)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

// --- the address -------------------------------------------------------------------------

function readAddress() {
  const query = new URL(location).searchParams;
  const [, from = "", hyphen = "", to = ""] =
    /^(\d{4})?(-)?(\d{4})?$/.exec(query.get("year") ?? "") ?? [];
  const values = { from, to: hyphen ? to : from };
  for (const it of fields) {
    const value = values[it.name] ?? query.get(it.name) ?? "";
    if (it.type === "checkbox") it.checked = value === it.value;
    else it.value = value;
    if (it.value === "" && it.localName === "select") it.selectedIndex = 0; // it has no such value
  }
}

function writeAddress(method) {
  const url = new URL(location);
  for (const name of NAMES) url.searchParams.delete(name);
  const values = Object.fromEntries(chosen().map((it) => [it.name, valueOf(it)]));
  const { from = "", to = "", ...others } = values;
  if (from || to) others.year = from === to ? from : `${from}-${to}`;
  for (const name of NAMES) if (others[name]) url.searchParams.set(name, others[name]);
  if (url.href !== location.href) history[method](null, "", url);
}

// --- what visitors do --------------------------------------------------------------------

async function update() {
  most = STEP;
  await showAll();
}

async function showAll() {
  try {
    await prepare();
    show();
  } catch (error) {
    console.warn(error);
    say(form.dataset.failed);
  }
}

function touch() {
  if (!data) prepare().catch(() => {}); // said when something is chosen
  else settle();
}

function clear() {
  for (const it of fields) {
    if (it.type === "checkbox") it.checked = false;
    else it.value = "";
  }
  writeAddress("pushState");
  update();
  field("q").focus();
}

form.addEventListener("pointerover", touch);
form.addEventListener("pointerdown", touch);
form.addEventListener("focusin", touch);
faceted.addEventListener("click", settle); // which may lead away
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  if (target.name !== "q") writeAddress("pushState");
  update();
});
for (const button of faceted.querySelectorAll("button.clear")) {
  button.addEventListener("click", clear);
}
part(":scope > .more").addEventListener("click", async () => {
  const before = most;
  most += STEP;
  await showAll();
  const entries = faceted.querySelectorAll("li.publication:not([hidden]) a.title");
  entries[before]?.focus();
});
addEventListener("popstate", () => {
  readAddress();
  update();
});

const wide = matchMedia("(min-width: 40.01rem)");
const unfold = () => form.querySelector("details")?.toggleAttribute("open", wide.matches);
wide.addEventListener("change", unfold);
unfold();
readAddress();
if (chosen().length) update();
form.hidden = false;
