import {pathOf} from "./api.js";
import {plural} from "./format.js";
import {notice, trying} from "./says.js";

/** Disables a point at nodes. */
export function disable(entries) {
  return each(entries, async ({node, point}) => {
    const answer = await node.api.delete(pathOf(point.name));
    const released = answer.released > 0 ? `; ${plural(answer.released, "thread goes", "threads go")} on` : "";
    notice(`${point.name} is disabled at ${node.name}${released}`);
  });
}

/**
 * Lets go those that are parked at a point now, at nodes. Each by its name: a message to nobody
 * would be kept, and let the next one pass.
 */
export function release(entries) {
  return each(entries, async ({node, point}) => {
    const waiters = await node.waiters(point.name);
    const answers = await Promise.all(
      waiters.map(({thread, hit}) =>
        node.api.post(pathOf(point.name, "/message", {thread: thread.id, hit})),
      ),
    );
    const released = answers.reduce((sum, answer) => sum + answer.released, 0);
    notice(
      released > 0
        ? `${plural(released, "thread is", "threads are")} let go at ${node.name}`
        : `nobody is parked at ${node.name} any more`,
    );
  });
}

async function each(entries, work) {
  await Promise.all(entries.map((entry) => trying(() => work(entry))));
  await Promise.all(entries.map(({node}) => node.look()));
}
