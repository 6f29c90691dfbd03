// Says to a screen reader what comes in on the open phones.

import { make } from "./element.js";
import { gist } from "./gist.js";
import { spoken } from "./tongue.js";

const KEPT = 20;

export function announce(world, deck, log) {
  const hear = (changed) => ({ detail }) => {
    const phones = deck.phones.filter(({ place, person }) => place.holds(detail) && detail.message.from?.id !== person);
    if (!phones.length || detail.message.deleted) return;
    say(detail.message, phones, changed);
  };
  world.addEventListener("message", hear(false));
  world.addEventListener("edited", hear(true));

  function say(message, phones, changed) {
    const who = [...new Set(phones.map(({ person }) => world.name(person)))].join(", ");
    const from = message.from?.name ?? "The group";
    const words = gist(message);
    const labels = message.buttons?.flat().map(({ label }) => label) ?? [];
    log.append(make("p", {},
      `On ${who}’s phone, ${from} ${changed ? "changed a message" : "says"}: `,
      spoken(make("span", {}, words), words, phones[0].language),
      labels.length ? ". Buttons: " : null, ...labels.flatMap((label) => [spoken(make("span", {}, label), label, phones[0].language), ", "])));
    while (log.children.length > KEPT) log.firstChild.remove();
  }
}
