// Holds the next thread that reaches a point, and lets it go: Node 18 or newer, nothing installed.
// usage: node wait.mjs 127.0.0.1:7117 POINT [OUTCOME]
const [address, point, outcome = "continue"] = process.argv.slice(2);
const api = `http://${address}/v2/error_injection`;

async function ask(path, method = "GET") {
  const answer = await fetch(api + path, { method });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${answer.status}: ${body.detail}`);
  return body;
}

// Node's EventSource is behind a flag; a stream is lines, so this is all it takes.
// Comes back behind the last event when the connection breaks; an agent that is gone is an error.
async function* events(query, lastId) {
  for (;;) {
    const answer = await fetch(`${api}/events?${query}`, { headers: { "Last-Event-ID": lastId } });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    let [rest, data, id] = ["", "", lastId];
    try {
      for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + text).split("\n");
        rest = lines.pop();
        for (const line of lines) {
          if (line.startsWith("id: ")) id = line.slice(4);
          if (line.startsWith("data: ")) data = line.slice(6);
          if (line !== "") continue;
          lastId = id; // only now is the event whole
          if (data) yield JSON.parse(data);
          data = "";
        }
      }
    } catch (broken) {
      console.error(`reconnecting: ${broken.message}`);
    }
  }
}

const name = encodeURIComponent(point);
const armed = await ask(`/injection/${name}?action=pause(60s)&one_shot=true`, "POST");
console.log(`armed: ${JSON.stringify(armed)}`);
try {
  for await (const event of events(`injection=${name}&phase=parked,gap`, armed.cursor)) {
    if (event.phase === "gap") throw new Error(`events are lost: ${JSON.stringify(event)}`);
    console.log(`parked: ${event.thread.name}, hit ${event.hit}`);
    const query = new URLSearchParams({ hit: event.hit, outcome });
    console.log(JSON.stringify(await ask(`/injection/${name}/message?${query}`, "POST")));
    break;
  }
} finally {
  await ask(`/injection/${name}`, "DELETE"); // nothing stays armed
}
