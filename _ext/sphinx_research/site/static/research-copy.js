// What is written for people becomes what programs take.

// Buttons that copy the text they name, or else the one after them.  Without this script they stay
// hidden, and the text can be selected as any other.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy) ?? button.nextElementSibling;
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

// E-mail addresses, which pages hold as "ada [at] lab [dot] org": harvesters run no scripts.
for (const shown of document.querySelectorAll(".email")) {
  const address = shown.textContent.trim().replaceAll(" [at] ", "@").replaceAll(" [dot] ", ".");
  const link = document.createElement("a");
  link.href = `mailto:${address.split("@").map(encodeURIComponent).join("@")}`;
  link.append(...shown.querySelectorAll("svg"), address);
  shown.replaceChildren(link);
}
