/**
 * Makes an element: h("button.quiet", {onclick, "aria-label": text}, child, ..). Texts are set as
 * texts: nothing that a program under test says becomes markup.
 */
export function h(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag);
  if (classes.length > 0) {
    element.className = classes.join(" ");
  }
  set(element, attributes);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A method, or a line of a stack: where it has to be broken, it is so before its class. */
export function place(text) {
  const end = text.search(/[#(]/);
  const name = end < 0 ? text : text.slice(0, end);
  const dot = name.lastIndexOf(".");
  const at = (text[end] === "#" ? dot : name.lastIndexOf(".", dot - 1)) + 1;
  return [h("span.hint", {}, text.slice(0, at)), h("wbr"), text.slice(at)];
}

/** The same in SVG. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, attributes);
  element.append(...children);
  return element;
}

export function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value === false || value === null || value === undefined) {
      element.removeAttribute(key);
    } else {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
}

/** Sets a text only where it is another: what is selected in it stays so. */
export function text(element, value) {
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

/** @param heir gets the focus where what is hidden has it */
export function show(element, visible, heir) {
  if (element.hidden === visible) {
    const focused = !visible && element.contains(document.activeElement);
    element.hidden = !visible;
    if (focused) {
      heir?.focus();
    }
  }
}

/** A button that works, and does nothing more meanwhile; it keeps the focus. */
export function busily(work) {
  return async (event) => {
    const button = event.currentTarget;
    if (button.ariaBusy === "true") {
      return;
    }
    button.ariaBusy = "true";
    try {
      await work();
    } finally {
      button.ariaBusy = null;
    }
  };
}

/**
 * Makes the children of a list those of the keys, in their order. Elements stay as long as their
 * key does, and so does the focus in them.
 */
export function keyed(list, keys, make, update) {
  const known = list.elements ?? (list.elements = new Map());
  const wanted = new Set(keys);
  for (const [key, element] of known) {
    if (!wanted.has(key)) {
      element.remove();
      known.delete(key);
    }
  }
  let place = list.firstElementChild;
  for (const key of keys) {
    let element = known.get(key);
    if (element === undefined) {
      element = make(key);
      known.set(key, element);
    }
    if (element === place) {
      place = place.nextElementSibling;
    } else {
      list.insertBefore(element, place);
    }
    update(element, key);
  }
}

export const byId = (id) => document.getElementById(id);
