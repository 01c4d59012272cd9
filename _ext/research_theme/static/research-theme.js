// The colour scheme that a visitor has chosen, put in before anything is painted. Loaded in
// the head and without "defer"; what it sets also tells the stylesheet that scripts run.
(() => {
  const root = document.documentElement;
  let stored = null;
  try {
    stored = localStorage.getItem("research-theme");
  } catch {
    // Storage is forbidden: the scheme lasts for this page.
  }
  root.dataset.theme = ["light", "dark"].includes(stored) ? stored : "auto";
})();
