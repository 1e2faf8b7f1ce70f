// Runs while the page is parsed, so that what was hidden before never shows. What is hidden is this browser's own business: it is
// kept here, and no cookie tells us. Without script the line stays.
(() => {
  const box = document.currentScript.parentElement;
  const key = `hidden:${box.dataset.hide}`;
  const days = 30;
  const memory = {
    read() { try { return Number(localStorage.getItem(key)); } catch { return 0; } },
    keep() { try { localStorage.setItem(key, String(Date.now())); } catch { /* hidden for this page alone */ } },
  };

  if (Date.now() - memory.read() < days * 86_400_000) {
    box.hidden = true;
    return;
  }
  const button = box.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    memory.keep();
    box.hidden = true;
    box.nextElementSibling?.querySelector("a")?.focus();
  });
})();
