// Buttons that copy the text they name.  Without this script they stay hidden, and the
// text can be selected as any other.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = label), 2000);
    } catch {
      getSelection().selectAllChildren(text); // no access: one key is left to press
    }
  });
}
