// What happens in the practice Telegram, live: Server-Sent Events, and asking in turns where those do not get through.

import * as control from "./control.js";

const TRIES_BEFORE_ASKING = 3;
const ASK_WAIT_SECONDS = 20;
const PAUSE_MS = 2000;

/** Calls `heard(event)` for each event after number `after`; `changed(live)` when the line goes or comes back;
 *  `anew()` when events were missed or the world is another one, and everything must be read again. */
export function follow(after, { heard, changed, anew }) {
  let last = after;
  let failures = 0;
  const take = (event) => {
    last = event.seq;
    heard(event);
  };

  const source = new EventSource(control.streamAddress(after));
  source.onmessage = (message) => take(JSON.parse(message.data));
  source.onopen = async () => {
    changed(true);
    if (failures && (await isAnotherWorld())) anew();
    failures = 0;
  };
  source.onerror = () => {
    changed(false);
    failures += 1;
    if (source.readyState === EventSource.CLOSED || failures >= TRIES_BEFORE_ASKING) {
      source.close();
      askInTurns();
    }
  };

  async function isAnotherWorld() {
    return (await control.state()).seq < last;
  }

  async function askInTurns() {
    for (;;) {
      try {
        const answer = await control.eventsAfter(last, ASK_WAIT_SECONDS);
        changed(true);
        if (answer.lost || answer.seq < last) return anew();
        answer.events.forEach(take);
        if (!answer.events.length && (await isAnotherWorld())) return anew();
      } catch {
        changed(false);
        await new Promise((resume) => setTimeout(resume, PAUSE_MS));
      }
    }
  }
}
