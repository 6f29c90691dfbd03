// Puts the page together.

import { announce } from "./announcer.js";
import { wireClock } from "./clock.js";
import { Refusal } from "./control.js";
import { Deck } from "./deck.js";
import { Place } from "./place.js";
import { World } from "./world.js";

const ROOM_FOR_THE_GUIDE = "(width >= 90rem)";
const STATUS_MS = 6000;
const LINE_DOWN = "The line to the practice Telegram is down. Trying again…";
const GUIDE_KEPT_AS = "practice-guide";

const find = (name) => document.querySelector(`[data-testid="${name}"]`);

let statusTimer = 0;
function status(words, stays = false) {
  clearTimeout(statusTimer);
  find("status").textContent = words;
  if (words && !stays) statusTimer = setTimeout(() => status(""), STATUS_MS);
}

function wireGuide(guide) {
  const kept = localStorage.getItem(GUIDE_KEPT_AS);
  guide.open = kept ? kept === "open" : matchMedia(ROOM_FOR_THE_GUIDE).matches;
  guide.addEventListener("toggle", () => localStorage.setItem(GUIDE_KEPT_AS, guide.open ? "open" : "closed"));
}

function firstPhones(deck) {
  return JSON.parse(deck.dataset.firstPhones).map(({ person, chat, topic }) => {
    const group = typeof chat === "number" && chat < 0 ? chat : null;
    return new Place(person, { group, topic });
  });
}

async function start() {
  const world = new World();
  const main = document.querySelector("#deck");
  wireGuide(find("guide"));
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  try {
    await world.open();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    status(error.message, true);
    return;
  }
  const deck = new Deck(world, main, find("switcher"), find("add-phone"), status);
  deck.openFirst(firstPhones(main));
  announce(world, deck, find("log"));
  wireClock(world, find("clock"), document.querySelectorAll("[data-later]"), status);
  world.addEventListener("live", ({ detail: live }) => status(live ? "" : LINE_DOWN, !live));
}

await start();
