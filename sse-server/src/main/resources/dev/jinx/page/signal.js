/** Tells those who want to know. */
export class Signal {
  #listeners = [];

  on(listener) {
    this.#listeners.push(listener);
  }

  tell(...what) {
    for (const listener of this.#listeners) {
      listener(...what);
    }
  }
}

/** Calls at the next frame, however often it is asked until then; where nobody looks, soon. */
export function atNextFrame(work) {
  let asked = false;
  const run = () => {
    asked = false;
    work();
  };
  return () => {
    if (!asked) {
      asked = true;
      if (document.hidden) {
        setTimeout(run, 200);
      } else {
        requestAnimationFrame(run);
      }
    }
  };
}
