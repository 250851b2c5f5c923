// Before anything is drawn: whoever chose the dark colours is not to see the light ones first.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("jinx.theme");
  } catch {
    // Storage is switched off: the system's colours then.
  }
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
})();
