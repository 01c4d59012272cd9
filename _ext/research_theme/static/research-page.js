// What a page of the site can do besides being read. All of it can be done without.

const root = document.documentElement;

// The switch of the colour scheme: auto, light, dark.
const SCHEMES = ["auto", "light", "dark"];
const toggle = document.querySelector(".scheme-switch");

function show(scheme) {
  root.dataset.theme = scheme;
  toggle.setAttribute("aria-label", toggle.dataset[scheme]);
  toggle.title = toggle.dataset[scheme];
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
    const own = meta.dataset.scheme;
    if (scheme === "auto") meta.media = `(prefers-color-scheme: ${own})`;
    else meta.media = scheme === own ? "all" : "not all";
  }
}

function keep(scheme) {
  try {
    localStorage.setItem("research-theme", scheme);
  } catch {
    // Storage is forbidden: the scheme lasts for this page.
  }
}

if (toggle) {
  show(root.dataset.theme);
  toggle.addEventListener("click", () => {
    const next = SCHEMES[(SCHEMES.indexOf(root.dataset.theme) + 1) % SCHEMES.length];
    show(next);
    keep(next);
  });
}

// "/" and Ctrl+K or ⌘K lead to the search, or to its field where that is on the page.
const search = document.querySelector("a.to-search");

function asksForSearch(event) {
  if (event.key.toLowerCase() === "k") return (event.ctrlKey || event.metaKey) && !event.altKey;
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !event.target.closest("input, textarea, select, [contenteditable]");
}

if (search) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || !asksForSearch(event)) return;
    event.preventDefault();
    const field = document.querySelector("main search input, main [role=search] input");
    if (field) field.focus();
    else search.click();
  });
}

// A box that scrolls can be reached by keyboard, in browsers that do not see to it themselves.
const boxes = document.querySelectorAll(".scroll-area, main .math");

function mark(box) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

if (boxes.length) {
  const watch = new ResizeObserver((entries) => entries.forEach((entry) => mark(entry.target)));
  boxes.forEach((box) => watch.observe(box));
}

// The section that is being read is marked in the contents.
const links = new Map(
  [...document.querySelectorAll(".on-page .beside a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
);

if (links.size) {
  const watch = new IntersectionObserver(
    (entries) => {
      const entered = entries.filter((entry) => entry.isIntersecting).at(-1);
      if (!entered) return;
      links.forEach((link) => link.removeAttribute("aria-current"));
      links.get(entered.target.id).setAttribute("aria-current", "true");
    },
    { rootMargin: "-10% 0px -80%" },
  );
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) watch.observe(section);
  }
}
