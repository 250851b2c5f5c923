const NUMBERS = new Intl.NumberFormat("en");
const pad = (number, digits) => String(number).padStart(digits, "0");

export const number = (value) => NUMBERS.format(value);

export const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

/** 12:03:04.123 by the clock of the one who looks. */
export function clock(millis, fractions = true) {
  const date = new Date(millis);
  const whole = [date.getHours(), date.getMinutes(), date.getSeconds()];
  const text = whole.map((part) => pad(part, 2)).join(":");
  return fractions ? `${text}.${pad(date.getMilliseconds(), 3)}` : text;
}

/** 340 ms, 4.2 s, 3:07 min. */
export function duration(millis) {
  if (millis < 1000) {
    return `${Math.max(0, Math.round(millis))} ms`;
  }
  if (millis < 60_000) {
    return `${(millis / 1000).toFixed(1)} s`;
  }
  const seconds = Math.round(millis / 1000);
  return `${Math.floor(seconds / 60)}:${pad(seconds % 60, 2)} min`;
}

/** What an event is of: its point, or what it says itself. */
export function titleOf(event) {
  if (event.injection || event.phase !== "gap") {
    return event.injection || event.type;
  }
  return typeof event.lost === "number" ? `${plural(event.lost, "event", "events")} lost` : "events lost";
}

/** Hits a second, short. */
export function rate(perSecond) {
  if (perSecond >= 1000) {
    return `${(perSecond / 1000).toFixed(1)}k/s`;
  }
  return perSecond >= 10 || perSecond === 0
    ? `${Math.round(perSecond)}/s`
    : `${perSecond.toFixed(1)}/s`;
}

export function bytes(count) {
  const units = ["B", "KiB", "MiB", "GiB"];
  let unit = 0;
  while (count >= 1024 && unit < units.length - 1) {
    count /= 1024;
    unit++;
  }
  return `${unit === 0 ? count : count.toFixed(1)} ${units[unit]}`;
}
