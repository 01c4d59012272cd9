// A small card beside a link to a person, project or paper of this site, on hover and on focus.
// What it says is read from the page that the link leads to, as plain text.
const LINKS = "a.author, a:has(> :is(.pub, .person, .project)), .pub > a";
const DELAY = 300; // milliseconds, so that a pointer passing by opens nothing
const GRACE = 200; // and so that it can be moved on to the card

const pages = new Map(); // what has been read, by address
const card = document.createElement("div");
let timer; // of what is about to happen
let wanted; // the link whose card is shown, or about to be

const spares = () =>
  navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;

/** The address of the page that a link leads to, if it is another one of this site. */
function addressOf(link) {
  const url = new URL(link.href, location.href);
  const here = url.pathname === location.pathname;
  return url.origin === location.origin && !here ? url.origin + url.pathname : "";
}

const isOpen = () => card.matches(":popover-open");
const textOf = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

function factsOf(page, address) {
  page.querySelectorAll(".headerlink").forEach((permalink) => permalink.remove());
  const paper = page.querySelector(".landing");
  const portrait = page.querySelector(".portrait img")?.getAttribute("src");
  const about = page.querySelector('meta[name="description"]')?.content ?? "";
  return {
    portrait: portrait && new URL(portrait, address).href,
    title: textOf(page.querySelector("h1")),
    people: textOf(paper?.querySelector(".authors")),
    where: textOf(paper?.querySelector(".venue")),
    about: !paper || paper.querySelector(".abstract") ? about : "",
  };
}

/** Fetch a page as a document that runs and loads nothing. From text, as `fetch` gives it, the
 * policy of the pages (Trusted Types) lets no script make one. */
function fetched(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address);
  request.responseType = "document";
  request.overrideMimeType("text/html");
  return new Promise((resolve, reject) => {
    request.onload = () => (request.status === 200 ? resolve(request.response) : reject());
    request.onerror = reject;
    request.send();
  });
}

/** Read a page, once; of one that cannot be read, nothing. */
function read(address) {
  if (!pages.has(address)) {
    const reading = fetched(address).then((page) => factsOf(page, address)).catch(() => ({}));
    pages.set(address, reading);
  }
  return pages.get(address);
}

function fill({ portrait, ...facts }) {
  const lines = Object.entries(facts).filter(([, text]) => text);
  const body = document.createElement("div");
  for (const [name, text] of lines) {
    const line = document.createElement("p");
    line.className = name;
    line.textContent = text;
    body.append(line);
  }
  const picture = portrait ? [Object.assign(new Image(56, 56), { src: portrait, alt: "" })] : [];
  card.replaceChildren(...picture, body);
}

/** Put the card below the link, or above it where there is no room. */
function place(link) {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const rightToLeft = getComputedStyle(link).direction === "rtl";
  const start = rightToLeft ? at.right - card.offsetWidth : at.left;
  const last = document.documentElement.clientWidth - card.offsetWidth - 8;
  const below = at.bottom + card.offsetHeight + 8 < innerHeight || at.top < card.offsetHeight + 8;
  const top = below ? at.bottom + 4 : at.top - card.offsetHeight - 4;
  card.style.left = `${Math.max(8, Math.min(start, last)) + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}

async function show(link) {
  const facts = await read(addressOf(link));
  if (link !== wanted || !facts.title) return; // the pointer has gone on, or nothing is there
  fill(facts);
  if (!isOpen()) card.showPopover();
  place(link);
  link.setAttribute("aria-describedby", card.id);
}

function hide() {
  clearTimeout(timer);
  wanted?.removeAttribute("aria-describedby");
  wanted = undefined;
  card.hidePopover();
}

function enter(event) {
  if (event.pointerType === "touch") return;
  const link = event.target.closest?.(LINKS);
  const shown = link ? link === wanted && isOpen() : card.contains(event.target);
  if (shown) return clearTimeout(timer);
  if (!link || !addressOf(link) || spares()) return;
  if (event.type === "focusin" && !link.matches(":focus-visible")) return;
  hide();
  wanted = link;
  timer = setTimeout(show, DELAY, link);
}

function leave(event) {
  const left = wanted?.contains(event.target) || card.contains(event.target);
  if (!wanted || !left || wanted.contains(event.relatedTarget)) return;
  if (event.type === "pointerout" && wanted.matches(":focus-visible")) return;
  clearTimeout(timer);
  timer = setTimeout(hide, GRACE);
}

if ("popover" in card) {
  Object.assign(card, { id: "preview", className: "preview", popover: "manual", role: "tooltip" });
  document.body.append(card);
  for (const type of ["pointerover", "focusin"]) document.addEventListener(type, enter);
  for (const type of ["pointerout", "focusout"]) document.addEventListener(type, leave);
  document.addEventListener("click", (event) => card.contains(event.target) || hide());
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
