import {byId, h, text} from "./dom.js";

const SHOWN = 6000;

/** A short word about what was done, for a while. */
export function notice(said, bad = false) {
  const item = h(`p.notice${bad ? ".bad" : ""}`, {}, said);
  byId("notices").append(item);
  setTimeout(() => item.remove(), bad ? 2 * SHOWN : SHOWN);
}

/** For those who listen to the page. */
export function announce(said) {
  text(byId("announcer"), said);
}

/** Has what fails at one of several nodes say at which. */
export async function at(node, work) {
  try {
    return await work;
  } catch (why) {
    why.message = `${node.name}: ${why.message}`;
    throw why;
  }
}

/** Does something that may fail, and says why it did. */
export async function trying(work) {
  try {
    return await work();
  } catch (why) {
    notice(why.message, true);
    return undefined;
  }
}
