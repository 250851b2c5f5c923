/** What a server refuses, in its own words. */
export class Problem extends Error {
  constructor(status, answer) {
    super(answer.detail ?? `the server answered ${status}`);
    this.status = status;
    this.reason = answer.reason ?? this.message;
    this.field = answer.field;
    this.column = answer.column;
  }
}

/** Nobody answers, or the browser does not let us have the answer. */
class Unreachable extends Error {
  /** @param late whether it was waited for in vain, and did not fail at once */
  constructor(why, late) {
    super(why);
    this.late = late;
  }
}

const PATIENCE = 15_000;

/** How long a server may take for what it has at hand. */
export const SOON = 5000;

/** The API of one node. */
export class Api {
  /** @param base "" for the node that gave us the page, else the scheme and its address */
  constructor(base) {
    this.base = base;
  }

  get(path, patience = PATIENCE) {
    return this.#send("GET", path, undefined, {}, patience);
  }

  post(path, body, headers) {
    return this.#send("POST", path, body, headers);
  }

  put(path) {
    return this.#send("PUT", path);
  }

  delete(path) {
    return this.#send("DELETE", path);
  }

  /** Trades the token for a cookie, which the browser keeps where no script sees it. */
  signIn(token) {
    return this.#send("POST", "/session", undefined, {Authorization: `Bearer ${token}`});
  }

  /** Whether something answers there, though we may not read what. */
  async answersAtAll() {
    try {
      await fetch(`${this.base}/health`, {mode: "no-cors", signal: AbortSignal.timeout(SOON)});
      return true;
    } catch {
      return false;
    }
  }

  async #send(method, path, body, headers = {}, patience = PATIENCE) {
    const options = {method, headers: {...headers}, credentials: "include"};
    options.signal = AbortSignal.timeout(patience);
    if (body !== undefined) {
      options.headers["Content-Type"] = "application/json";
      options.body = JSON.stringify(body);
    }
    let answer;
    let read;
    try {
      answer = await fetch(this.base + path, options);
      read = await answer.text();
    } catch (why) {
      throw new Unreachable(String(why), options.signal.aborted);
    }
    const json = read === "" ? {} : parse(read, answer.status);
    if (!answer.ok) {
      throw new Problem(answer.status, json);
    }
    return json;
  }
}

function parse(text, status) {
  try {
    return JSON.parse(text);
  } catch {
    const detail = "the answer is no JSON: something other than Jinx listens there";
    throw new Problem(status, {detail});
  }
}

const ALL = "/v2/error_injection";

/** The path of a point's route, with a query of what is given. */
export function pathOf(point, rest = "", query = {}) {
  return withQuery(`${ALL}/injection/${encodeURIComponent(point)}${rest}`, query);
}

export function withQuery(path, query) {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "" && value !== false) {
      pairs.set(key, value);
    }
  }
  const text = pairs.toString();
  return text === "" ? path : `${path}?${text}`;
}

export const paths = {
  points: `${ALL}/points`,
  net: `${ALL}/net`,
  leases: `${ALL}/leases`,
  wait: `${ALL}/wait`,
  events: `${ALL}/events`,
};
