// The phones that are open, side by side, or one at a time where there is little room. The address keeps which.

import * as control from "./control.js";
import { make, parts, showCount } from "./element.js";
import { Phone } from "./phone.js";
import { Place } from "./place.js";
import { choose, fill } from "./sheet.js";

const NEW_PERSON = "new";
const FIRST_PHONES = 3;
const LANGUAGES = [
  ["en", "English"], ["ur", "Urdu"], ["pl", "Polish"], ["ar", "Arabic"], ["bn", "Bengali"], ["so", "Somali"], ["tr", "Turkish"],
  ["ro", "Romanian"], ["pa", "Punjabi"], ["gu", "Gujarati"], ["pt", "Portuguese"], ["es", "Spanish"], ["fr", "French"], ["uk", "Ukrainian"],
];

export class Deck {
  #phones = [];
  #current = 0;

  constructor(world, node, switcher, add, status) {
    Object.assign(this, { world, node, switcher, add });
    this.empty = parts(node).empty;
    add.addEventListener("click", () => this.#addPhone().catch((error) => status(error.message)));
    matchMedia("(width < 48rem)").addEventListener("change", () => this.#look());
    for (const type of ["message", "edited", "deleted", "reaction", "pinned", "action", "chat", "person", "bot"]) {
      world.addEventListener(type, ({ detail }) => this.#phones.forEach((phone) => phone.hear(detail)));
    }
    addEventListener("hashchange", () => this.#reopen());
  }

  get phones() {
    return this.#phones;
  }

  /** Opens the phones that the address names, else those that were given, else those of the first people there are. */
  openFirst(given) {
    const { places, on } = this.#inAddress();
    const known = (some) => some.filter((place) => place && this.world.people.has(place.person));
    const first = [...this.world.people.keys()].slice(0, FIRST_PHONES).map((person) => new Place(person));
    const wanted = [known(places), known(given), first].find((some) => some.length) ?? [];
    wanted.forEach((place) => this.#put(place));
    this.#show(Math.min(on, Math.max(0, this.#phones.length - 1)));
  }

  #inAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    const places = (given.get("phones") ?? "").split(",").map(Place.read);
    return { places, on: Number(given.get("on")) || 0 };
  }

  #writeAddress() {
    const phones = this.#phones.map(({ place }) => place.write()).join(",");
    history.replaceState(null, "", phones ? `#phones=${phones}&on=${this.#current}` : location.pathname);
  }

  #reopen() {
    for (const { node } of this.#phones) node.remove();
    this.#phones = [];
    this.openFirst([]);
  }

  #put(place) {
    const phone = new Phone(this.world, place);
    phone.addEventListener("opened", () => this.#drawSwitcher());
    phone.addEventListener("unread", () => this.#drawSwitcher());
    phone.addEventListener("closed", () => this.#remove(phone));
    phone.node.addEventListener("focusin", () => this.#turnTo(this.#phones.indexOf(phone)));
    this.#phones.push(phone);
    this.node.append(phone.node);
    return phone;
  }

  #remove(phone) {
    const at = this.#phones.indexOf(phone);
    this.#phones.splice(at, 1);
    phone.node.remove();
    this.#show(Math.max(0, Math.min(this.#current, this.#phones.length - 1)));
    (this.switcher.querySelectorAll("button")[this.#current] ?? this.add).focus();
    if (document.activeElement === document.body) this.add.focus();
  }

  #turnTo(at) {
    if (at >= 0 && at !== this.#current) this.#show(at);
  }

  #show(at) {
    this.#current = at;
    this.empty.hidden = this.#phones.length > 0;
    this.#phones.forEach(({ node }, index) => node.classList.toggle("current", index === at));
    this.#look();
  }

  #look() {
    for (const phone of this.#phones) phone.look();
    this.#drawSwitcher();
  }

  #drawSwitcher() {
    const focused = [...this.switcher.querySelectorAll("button")].indexOf(document.activeElement);
    this.switcher.replaceChildren(...this.#phones.map((phone, at) => make("li", {}, this.#tab(phone, at))));
    if (focused >= 0) this.switcher.querySelectorAll("button")[focused]?.focus();
    this.switcher.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#writeAddress();
  }

  #tab(phone, at) {
    const dot = make("span", { className: "dot" });
    showCount(dot, phone.unread);
    const group = this.world.chats.get(phone.place.group);
    const tab = make("button", {
      type: "button", className: "plain", "aria-current": at === this.#current, "data-testid": "switch-phone", "data-person": phone.person,
    }, make("bdi", {}, this.world.name(phone.person)), ...(group ? [" in ", make("bdi", {}, group.title)] : []), dot);
    tab.addEventListener("click", () => {
      this.#show(at);
      phone.node.scrollIntoView({ block: "nearest", inline: "nearest" });
      phone.node.focus({ preventScroll: true });
    });
    return tab;
  }

  async #addPhone() {
    const people = [...this.world.people.values()].map(({ id }) => ({ value: id, label: this.world.name(id) }));
    const chosen = await choose("Open whose phone?", null, [...people, { value: NEW_PERSON, label: "+ Somebody new" }]);
    const person = chosen === NEW_PERSON ? await this.#newPerson() : chosen;
    if (person === null) return;
    const phone = this.#put(new Place(person));
    this.#show(this.#phones.length - 1);
    phone.node.scrollIntoView({ block: "nearest", inline: "nearest" });
    await phone.refresh();
    phone.focus();
  }

  async #newPerson() {
    const given = await fill("Somebody new", null, [
      { name: "first_name", label: "Name", required: true },
      { name: "language_code", label: "Language of the phone", kind: "pick", options: LANGUAGES.map(([value, label]) => ({ value, label })) },
    ], "Open their phone");
    if (!given) return null;
    const person = await control.addPerson(given);
    this.world.people.set(person.id, person);
    return person.id;
  }
}
