import {banners} from "./banners.js";
import {chips} from "./chips.js";
import {helpDialog, nodeDialog} from "./dialogs.js";
import {byId, h, set, text} from "./dom.js";
import {Filter} from "./filter.js";
import {Hands} from "./hands.js";
import {Inspector} from "./inspector.js";
import {Keys} from "./keys.js";
import {Log} from "./log.js";
import {Look} from "./look.js";
import {Network} from "./network.js";
import {nodesOf} from "./nodes.js";
import {Points} from "./points.js";
import {Store} from "./store.js";
import {showSpan} from "./span.js";
import {tell, Timeline} from "./timeline.js";
import {views} from "./views.js";
import {Waiting} from "./waiting.js";

const nodes = nodesOf(location);
const store = new Store();
const filter = new Filter();
const timeline = new Timeline(store, nodes, filter);
const points = new Points(nodes);
const network = new Network(nodes, nodeDialog);
const inspector = new Inspector(store, () => close());
const log = new Log(store, filter, (entry) => choose(entry));
const waiting = new Waiting(store.standing, (node, event) => store.stands(node, event));
const look = new Look();
const view = views();
new Hands(timeline);

function choose(mark) {
  timeline.chosen = mark;
  timeline.touch();
  inspector.show(mark);
}

function close() {
  timeline.chosen = null;
  timeline.touch();
  inspector.clear();
}

function pause(paused = timeline.live) {
  timeline.setLive(!paused);
}

timeline.zoomed.on(showSpan);
timeline.chose.on((mark) => inspector.show(mark));
timeline.paused.on((paused) => {
  const button = byId("pause");
  set(button, {"aria-pressed": String(paused)});
  text(button, paused ? "Go on" : "Pause view");
  if (paused) {
    log.settle();
  }
});
byId("pause").addEventListener("click", () => pause());
byId("filter").addEventListener("input", (event) => filter.set(event.target.value));
byId("span").addEventListener("change", (event) => timeline.zoom(Number(event.target.value)));
byId("add-node").addEventListener("click", nodeDialog);
look.changed.on(() => timeline.recolour());

const keys = new Keys({
  "/": () => {
    view.go("timeline");
    byId("filter").focus();
  },
  " ": () => pause(),
  "1": () => view.go("points"),
  "2": () => view.go("timeline"),
  "3": () => view.go("network"),
  "+": () => timeline.zoom(timeline.scale.span / 2),
  "=": () => timeline.zoom(timeline.scale.span / 2),
  "-": () => timeline.zoom(timeline.scale.span * 2),
  "t": () => look.next(),
  "?": () => helpDialog(keys),
  "Escape": close,
});
byId("help").addEventListener("click", () => helpDialog(keys));
byId("timeline-empty").replaceChildren(
  h("p", {}, "No events yet. Enable a point, and whenever a thread comes to it, it is seen here."),
);

function changed(node) {
  if (node.boot !== node.bootBefore) {
    store.standing.endAll(node, node.skew.theirs(node.goneAt ?? Date.now()));
    node.bootBefore = node.boot;
  }
  if (node.own && node.told) {
    node.name = node.told;
    document.title = `${node.told} · Jinx`;
  }
  chips(nodes);
  banners(nodes);
  points.update();
  network.update();
  waiting.look(node);
  timeline.touch();
}

for (const node of nodes) {
  node.changed.on(changed);
  node.happened.on((_, event) => store.add(node, event));
  node.connect();
}

let told = 0;
function frame(now) {
  timeline.frame();
  log.frame(timeline.live);
  if (now - told > 100) {
    told = now;
    tell(byId("count"), timeline);
    inspector.refresh();
  }
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
