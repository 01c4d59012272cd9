// The search page: finds people, projects, papers and pages while somebody types.
//
// search/papers.json and search/site.json say what there is; search/words/*.json in which texts
// a word stands, of which only those are fetched that may hold what was typed.  What is in them
// is told by formats/finding_papers.py, search_site.py and search_words.py.
import { AUTHORS, OUTSIDE, FLAGS, PEOPLE, SLUG, TITLE, TOPICS, TYPE, VENUE, YEAR, fold, load }
  from "./research-finding.js";

const AT_FIRST = 8, AT_ONCE = 200; // results of a group
const LONGEST = 32; // characters of a word that the index has
const SOON = 30; // milliseconds that an answer waits for the words of texts
const SHORT = 3; // a shorter word in a text must be typed in full
// Han and kana have no spaces between words: parts of a name are found anywhere within it.
const UNSPACED = "\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
const RUNS = new RegExp(`[${UNSPACED}]+|[^ ${UNSPACED}]+`, "gu");
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const TOKENS = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu;

const form = document.querySelector("form.finder");
const field = form.elements.q;
const status = document.querySelector(".found [role=status]");
const groups = [...document.querySelectorAll(".found section")];

// ------------------------------------------------------------------- what there is to find --

/** Names as they are looked through: two spaces around each, one before every word. */
const named = (...names) => `  ${names.filter(Boolean).map(fold).join("  ")}  `;
/** Names, and after them what else is known of a thing. */
const told = (names, ...about) => ({ words: names + about.join(""), names: names.length });
const joined = (between, ...texts) => texts.filter(Boolean).join(between);

function things(site, data) {
  const venues = new Map(site.venues);
  const venueWords = data.venues.map((name) => named(name, venues.get(name)));
  const people = data.people.map(([, name, native]) => named(name, native));
  const topics = data.topics.map((topic) => named(topic));
  const types = data.types.map((type) => named(type));
  const papers = data.papers.map((it) => {
    const others = [...it[PEOPLE].map((one) => people[one]), ...it[TOPICS].map((one) => topics[one])];
    return {
      kind: "papers",
      address: form.dataset.landing.replace("*", () => encodeURIComponent(it[SLUG])),
      title: it[TITLE],
      note: joined(" · ", it[AUTHORS], data.venues[it[VENUE]], it[YEAR]),
      ...told(named(it[TITLE]), named(it[AUTHORS]), `${it[YEAR]} `, venueWords[it[VENUE]],
        types[it[TYPE]], ...others),
      outside: it[FLAGS] & OUTSIDE,
    };
  });
  const persons = site.people.map(
    ([address, name, native, language, others, role, affiliation, interests]) => ({
      kind: "people", address, title: name, native, language,
      note: joined(" · ", role, affiliation),
      ...told(named(name, native, ...others.split(", ")), named(role, affiliation, interests)),
    }));
  const projects = site.projects.map(([address, title, short, summary, members, theme]) => ({
    kind: "projects", address, title,
    note: summary || members,
    ...told(named(title, short), named(summary, members, theme)),
  }));
  const pages = site.pages.map(([address, title, headings]) => ({
    kind: "pages", address, title, note: "",
    headings: headings.map(([heading, anchor]) => ({ heading, anchor, ...told(named(heading)) })),
    ...told(named(title), named(...headings.map(([heading]) => heading))),
  }));
  for (const it of [...persons, ...projects, ...pages]) it.address = form.dataset.root + it.address;
  return [...papers, ...persons, ...projects, ...pages]; // as their texts are numbered
}

// -------------------------------------------------------------------- the words of texts --

/** Tells in which texts words stand; `first` holds the first word of each piece of the index. */
class Texts {
  constructor(first, count) {
    Object.assign(this, { first, count, pieces: new Map(), known: new Map() });
  }

  /** Fetch what is needed to know of a word; after that, `known` has it. */
  async learn(word) {
    const parts = HAS_UNSPACED.test(word)
      ? pairs(word) : [word.replaceAll("ς", "σ").slice(0, LONGEST)]; // as Python folds it
    const [first, ...others] = await Promise.all(parts.map((part) => this.holding(part)));
    for (const other of others) other.forEach((bit, number) => (first[number] &= bit));
    this.known.set(word, first);
  }

  /** By the number of each text, whether a word in it begins so. */
  async holding(part) {
    const found = new Uint8Array(this.count);
    const whole = part.length < SHORT && !HAS_UNSPACED.test(part);
    for (const piece of await Promise.all(this.places(part).map((place) => this.piece(place)))) {
      for (const word of whole ? [part] : beginning(piece.words, part)) {
        const distances = piece.entries[word] ?? [];
        if (distances === 0) return found.fill(1); // so common that the index says no more
        let number = 0;
        for (const distance of distances) found[(number += distance)] = 1;
      }
    }
    return found;
  }

  /** The pieces that may hold words which begin so. */
  places(word) {
    const after = this.first.findIndex((first) => first > word && !first.startsWith(word));
    const end = after < 0 ? this.first.length : after;
    const before = this.first.findIndex((first) => first > word);
    const start = Math.max((before < 0 ? this.first.length : before) - 1, 0);
    return [...Array(Math.max(end - start, 0)).keys()].map((place) => start + place);
  }

  piece(place) {
    if (!this.pieces.has(place)) {
      const piece = fetched(`search/words/${place}.json`).then(
        (entries) => ({ entries, words: Object.keys(entries).sort() }));
      piece.catch(() => this.pieces.delete(place)); // the next word tries again
      this.pieces.set(place, piece);
    }
    return this.pieces.get(place);
  }
}

/** Of sorted words, those that begin so. */
function* beginning(words, part) {
  let low = 0;
  for (let high = words.length; low < high;) {
    const middle = (low + high) >> 1;
    if (words[middle] < part) low = middle + 1;
    else high = middle;
  }
  while (words[low]?.startsWith(part)) yield words[low++];
}

function pairs(word) {
  const all = [...word];
  return all.length < 2 ? all : all.slice(1).map((one, place) => all[place] + one);
}

async function fetched(path) {
  const answer = await fetch(form.dataset.root + path);
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
}

// ---------------------------------------------------------------------------- searching --

/** Read what was typed: all of it folded, and its words. */
function read(typed) {
  const whole = fold(typed);
  const words = (whole.match(RUNS) ?? []).map((text) => ({ text, unspaced: HAS_UNSPACED.test(text) }));
  return { whole, words };
}

/** Where a word begins in what is known of a thing; -1 if nowhere. */
function place(it, { text, unspaced }) {
  let at = it.words.indexOf(text);
  while (at > 0 && !unspaced && it.words[at - 1] !== " ") at = it.words.indexOf(text, at + 1);
  return at;
}

const inNames = (it, word) => {
  const at = place(it, word);
  return at >= 0 && at < it.names;
};

/** How well a thing fits, 0 the best; -1 if it lacks a word. */
function rank(it, number, { whole, words }, texts) {
  let worst = 2;
  for (const word of words) {
    const at = place(it, word);
    if (at < 0 && !texts.known.get(word.text)?.[number]) return -1;
    if (at < 0) worst = 4;
    else if (at >= it.names && worst < 3) worst = 3;
  }
  if (worst > 2) return it.outside ? worst + 1 : worst;
  const start = it.words.indexOf(`  ${whole}`);
  if (start < 0 || start >= it.names) return 2;
  return it.words.startsWith("  ", start + whole.length + 2) ? 0 : 1;
}

/** Find what holds all words: a list for each group, the best first. */
function find(all, query, texts) {
  const found = new Map(groups.map(({ dataset }) => [dataset.kind, [[], [], [], [], [], []]]));
  for (let number = 0; number < all.length && query.words.length; number++) {
    const fits = rank(all[number], number, query, texts);
    if (fits >= 0) found.get(all[number].kind)[fits].push(all[number]);
  }
  return new Map([...found].map(([kind, lists]) => [kind, lists.flat()]));
}

// ------------------------------------------------------------------------------ showing --

function show({ words }, lists, final) {
  let total = 0;
  for (const group of groups) {
    const list = lists.get(group.dataset.kind);
    total += list.length;
    group.hidden = !list.length;
    group.querySelector(".count").textContent = list.length;
    group.querySelector("ul").replaceChildren();
    extend(group, list, words, AT_FIRST);
  }
  if (!final) return;
  const otherwise = document.querySelector(".otherwise");
  if (otherwise) otherwise.hidden = total > 0 || !words.length;
  const { none, one, several } = status.dataset;
  const said = total ? (total === 1 ? one : several) : none;
  status.textContent = words.length ? said.replace("{}", total) : "";
}

/** Show more of a group, with a button for the rest. */
function extend(group, list, words, most) {
  const results = group.querySelector("ul");
  const button = group.querySelector("button");
  const shown = results.children.length;
  results.append(...list.slice(shown, shown + most).map((it) => entry(it, words)));
  const left = list.length - results.children.length;
  button.hidden = !left;
  button.textContent = left > AT_ONCE
    ? button.dataset.some.replace("{}", AT_ONCE) : button.dataset.all.replace("{}", list.length);
  button.onclick = () => {
    extend(group, list, words, AT_ONCE);
    results.children[shown + most].querySelector("a").focus(); // the button may be gone
  };
}

function entry(it, words) {
  const result = document.createElement("li");
  const title = document.createElement("a");
  const within = words.every((word) => inNames(it, word)) ? undefined
    : it.headings?.find((heading) => words.every((word) => inNames(heading, word)));
  title.href = within ? `${it.address}#${within.anchor}` : it.address;
  title.append(...marked(it.title, words));
  result.append(title);
  if (it.native) {
    const native = document.createElement("span");
    native.className = "native-name";
    native.lang = it.language;
    native.append(...marked(it.native, words));
    result.append(" ", native);
  }
  const said = within ? within.heading : it.note;
  if (said) {
    const note = document.createElement("p");
    note.append(...marked(said, words));
    result.append(note);
  }
  return result;
}

/** A text with what was typed marked in it. */
function marked(text, words) {
  return (text.match(TOKENS) ?? []).flatMap((token) => {
    const folded = fold(token);
    const word = words.find(({ text, unspaced }) =>
      unspaced ? folded.includes(text) : folded.startsWith(text))?.text;
    if (!word) return [token];
    const even = folded.length === token.length; // else nobody knows which letters it was
    const start = even ? folded.indexOf(word) : 0;
    const end = even ? start + word.length : token.length;
    const mark = document.createElement("mark");
    mark.textContent = token.slice(start, end);
    return [token.slice(0, start), mark, token.slice(end)].filter((part) => part !== "");
  });
}

// -------------------------------------------------------------------------- the address --

const asked = () => new URLSearchParams(location.search).get("q") ?? "";

function address() {
  const typed = field.value.trim();
  return typed ? `?${new URLSearchParams({ q: typed })}` : location.pathname;
}

async function start() {
  for (const group of groups) group.querySelector("h2").after(document.createElement("ul"));
  document.querySelector(".unscripted").hidden = true; // where CSS does not know of scripts
  const loading = Promise.all([fetched("search/site.json"), load(form.dataset.root)]);
  const ready = loading.then(([site, data]) => {
    const all = things(site, data);
    return { all, texts: new Texts(site.words, all.length) };
  });
  let turn = 0;
  let noting = 0;
  let settled = true; // the next change is another search, to which one can go back from there

  function note() {
    clearTimeout(noting);
    if (settled) history.pushState(null, "", address());
    else history.replaceState(null, "", address());
    settled = false;
  }

  async function answer() {
    const own = ++turn;
    const query = read(field.value);
    try {
      const { all, texts } = await ready;
      if (own !== turn) return;
      const unknown = query.words.map(({ text }) => text).filter((text) => !texts.known.has(text));
      const learned = Promise.all(unknown.map((word) => texts.learn(word)));
      const soon = new Promise((done) => setTimeout(done, SOON, "late"));
      if (unknown.length && (await Promise.race([learned, soon])) === "late" && own === turn) {
        show(query, find(all, query, texts), false); // what can be said without the texts
      }
      await learned;
      if (own === turn) show(query, find(all, query, texts), true);
    } catch (failure) {
      if (own === turn) status.textContent = status.dataset.failed;
      console.warn(failure);
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(noting); // browsers let an address change only a few times a second
    noting = setTimeout(note, 300);
    answer();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (asked() !== field.value.trim()) note();
    settled = true;
  });
  addEventListener("popstate", () => {
    clearTimeout(noting);
    field.value = asked();
    settled = true;
    answer();
  });
  field.value ||= asked();
  answer();
}

start();
