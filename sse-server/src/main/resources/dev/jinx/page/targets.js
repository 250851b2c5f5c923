/**
 * The addresses by which one node reaches another, as selectors write them, made of where that one
 * listens. A loopback address means the same to both only on one machine.
 */
export function targetsOf(from, to) {
  const same = sameMachine(from, to);
  const targets = new Set();
  for (const listener of to.listeners) {
    const colon = listener.lastIndexOf(":");
    const host = plain(listener.slice(0, Math.max(colon, 0)));
    const port = listener.slice(colon + 1);
    if (isWildcard(host)) {
      for (const address of to.addresses.map(plain)) {
        // Another machine's bridge may have the number of one of ours: that is us, not them.
        const ours = !same && from.addresses.map(plain).includes(address);
        if (!isLoopback(address) && !ours) {
          targets.add(written(address, port));
        }
      }
      if (same) {
        targets.add(`127.0.0.0/8:${port}`);
        targets.add(`[::1]:${port}`);
      }
    } else if (same || !isLoopback(host)) {
      targets.add(written(host, port));
    }
  }
  return [...targets];
}

function sameMachine(one, other) {
  if (one.machine === undefined || other.machine === undefined) {
    const sorted = (net) => [...net.addresses].sort().join();
    return one.machine === other.machine && sorted(one) === sorted(other);
  }
  return one.machine === other.machine;
}

const isWildcard = (host) => ["", "*", "0.0.0.0", "::"].includes(host);

const isLoopback = (host) =>
  host.startsWith("127.") || ["::1", "0:0:0:0:0:0:0:1", "localhost"].includes(host);

/** Without brackets and scope, and version 4 where it is that in version 6's clothes. */
function plain(host) {
  const bare = (host.startsWith("[") ? host.slice(1, -1) : host).split("%")[0];
  return bare.toLowerCase().startsWith("::ffff:") && bare.includes(".") ? bare.slice(7) : bare;
}

const written = (host, port) => `${host.includes(":") ? `[${host}]` : host}:${port}`;
