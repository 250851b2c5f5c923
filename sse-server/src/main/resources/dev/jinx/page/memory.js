/** What this browser remembers for its user; where it may not, for as long as the page is open. */
const here = new Map();

export function recall(key) {
  try {
    return localStorage.getItem(`jinx.${key}`) ?? here.get(key) ?? null;
  } catch {
    return here.get(key) ?? null;
  }
}

export function remember(key, value) {
  here.set(key, value);
  try {
    localStorage.setItem(`jinx.${key}`, value);
  } catch {
    // Storage is switched off or full.
  }
}
