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

/** Lets go those that are parked at a point, at nodes. */
export function release(entries) {
  return each(entries, async ({node, point}) => {
    const answer = await node.api.post(pathOf(point.name, "/message"));
    notice(
      answer.released > 0
        ? `${plural(answer.released, "thread is", "threads are")} let go at ${node.name}`
        : (answer.reason ?? "nobody is parked any more"),
    );
  });
}

async function each(entries, work) {
  await Promise.all(entries.map((entry) => trying(() => work(entry))));
  await Promise.all(entries.map(({node}) => node.look()));
}
