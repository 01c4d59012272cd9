// What finds papers: the data of all of them, folded text, and entries as lists have them.
// The data is search/papers.json; `finding_papers.py` says what stands where in it.

export const [SLUG, TITLE, AUTHORS, YEAR, VENUE, TYPE, TOPICS, PEOPLE, PROJECTS, FLAGS] =
  Array(10).keys();
export const AWARD = 1, CODE = 2, DATA = 4, OUTSIDE = 8;

const loading = new Map();

/** Fetch the data once; `root` is the way to the top of the site, such as "../". */
export function load(root) {
  if (!loading.has(root)) {
    const data = fetch(`${root}search/papers.json`).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
      return answer.json();
    });
    data.catch(() => loading.delete(root)); // the next call tries again
    loading.set(root, data);
  }
  return loading.get(root);
}

const STROKED = { ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", ɨ: "i", ŋ: "n",
  þ: "th", æ: "ae", œ: "oe", ß: "ss" };

/** Text without case, accents and punctuation: "Łukasz's GÄIT" is "lukasz s gait". */
export function fold(text) {
  let bare = text.toLowerCase();
  if (!/[^\0-\x7f]/.test(bare)) return bare.replace(/[^a-z0-9]+/g, " ").trim(); // by far most
  bare = bare.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
    .replace(/[øłđðħŧıɨŋþæœß]/g, (letter) => STROKED[letter]);
  return bare.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
}

/**
 * A paper as an entry of a list.
 *
 * `page` says how this page writes it: `page.landing` is the address of landing pages with
 * `*` for the paper's own part, and `page.award` the word for an award.
 */
export function row(paper, data, page) {
  const year = paper[YEAR] || "";
  const venue = data.venues[paper[VENUE]];
  const title = element("a", "title", paper[TITLE]);
  title.href = address(paper, page);
  const body = element("div", "body");
  body.append(title, element("p", "authors", paper[AUTHORS]));
  if (venue || paper[FLAGS] & AWARD) {
    const where = element("p", "venue");
    if (venue) where.append(element("em", "venue-name", venue));
    if (venue && paper[FLAGS] & AWARD) where.append(" ");
    if (paper[FLAGS] & AWARD) where.append(element("span", "award", page.award));
    body.append(where);
  }
  const entry = element("li", "publication");
  entry.append(element("span", "year", year), " ", body);
  return entry;
}

/** The address of a paper's landing page. */
export function address(paper, page) {
  return page.landing.replace("*", () => encodeURIComponent(paper[SLUG]));
}

function element(name, style, text = "") {
  const made = document.createElement(name);
  made.className = style;
  made.textContent = text;
  return made;
}
