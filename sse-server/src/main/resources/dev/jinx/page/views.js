const VIEWS = ["points", "timeline", "network"];

/** Which of the views is on, as the address says behind its #. */
export function views() {
  const show = () => {
    const asked = location.hash.slice(1);
    const view = VIEWS.includes(asked) ? asked : "timeline";
    document.body.dataset.view = view;
    for (const link of document.querySelectorAll(".views a")) {
      if (link.dataset.view === view) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    }
  };
  addEventListener("hashchange", () => {
    show();
    scrollTo(0, 0);
  });
  show();
  return {
    go(view) {
      location.hash = view;
    },
  };
}
