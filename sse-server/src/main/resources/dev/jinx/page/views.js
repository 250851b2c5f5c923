const VIEWS = ["points", "timeline", "network"];

/** Which of the views is on, as the address says behind its #. */
export function views() {
  const show = () => {
    const asked = location.hash.slice(1);
    if (asked !== "" && !VIEWS.includes(asked)) {
      return; // a place on the page, such as its content
    }
    const view = asked === "" ? "timeline" : asked;
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
    if (VIEWS.includes(location.hash.slice(1))) {
      scrollTo(0, 0);
    }
  });
  // The browser goes to the panel that the address names, and hides its head below the bar.
  addEventListener("load", () => scrollTo(0, 0));
  show();
  return {
    go(view) {
      location.hash = view;
    },
  };
}
