import {set, svg} from "./dom.js";

const SIZE = 280;
const MIDDLE = SIZE / 2;
const RADIUS = 96;
const NODE = 22;
const APART = 5;

/** The nodes in a ring, and between each two an arrow for each way: what the matrix says, at a glance. */
export class Ring {
  constructor(nodes) {
    this.nodes = nodes;
    this.arrows = [];
    this.spots = nodes.map((_, i) => spot(i, nodes.length));
    this.element = svg("svg", {class: "ring", viewBox: `0 0 ${SIZE} ${SIZE}`, "aria-hidden": "true"});
    this.element.append(head("open"), head("cut"), head("filter"));
    nodes.forEach((from, i) => nodes.forEach((to, j) => i !== j && this.#arrow(from, to, i, j)));
    this.circles = nodes.map((node, i) => this.#circle(node, this.spots[i]));
  }

  /** @param stateOf of what one node sends to another */
  update(stateOf) {
    for (const {from, to, line} of this.arrows) {
      const state = stateOf(from, to);
      const kind = state === "half" ? "cut" : state;
      set(line, {class: `arrow ${state}`, "marker-end": `url(#head-${kind})`});
    }
    this.circles.forEach((circle, i) => set(circle, {class: `spot ${this.nodes[i].state}`}));
  }

  #arrow(from, to, i, j) {
    const a = this.spots[i];
    const b = this.spots[j];
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const along = {x: (b.x - a.x) / length, y: (b.y - a.y) / length};
    const aside = {x: -along.y * APART, y: along.x * APART};
    const line = svg("line", {
      x1: a.x + along.x * (NODE + 4) + aside.x,
      y1: a.y + along.y * (NODE + 4) + aside.y,
      x2: b.x - along.x * (NODE + 9) + aside.x,
      y2: b.y - along.y * (NODE + 9) + aside.y,
    });
    this.arrows.push({from, to, line});
    this.element.append(line);
  }

  #circle(node, {x, y}) {
    const label = svg("text", {x, y: y + 4, "text-anchor": "middle"});
    label.textContent = node.name.length > 6 ? `${node.name.slice(0, 5)}…` : node.name;
    const circle = svg("g", {}, svg("circle", {cx: x, cy: y, r: NODE}), label);
    this.element.append(circle);
    return circle;
  }
}

function spot(i, count) {
  const angle = (2 * Math.PI * i) / count - Math.PI / 2;
  return {x: MIDDLE + RADIUS * Math.cos(angle), y: MIDDLE + RADIUS * Math.sin(angle)};
}

function head(kind) {
  const marker = svg("marker", {id: `head-${kind}`, class: kind, viewBox: "0 0 8 8", refX: 3, refY: 4, markerWidth: 4.5, markerHeight: 4.5, orient: "auto-start-reverse"});
  marker.append(svg("path", {d: "M0 0.5 7 4 0 7.5Z"}));
  return marker;
}
