// The sheet that comes up over a phone: to choose from a list, to fill in a few fields, to read a notice.

import { make, parts } from "./element.js";
import { spoken } from "./tongue.js";

const sheet = document.querySelector("dialog.sheet");
const title = sheet.querySelector("h2");
const body = sheet.querySelector(".sheet-body");
let done = () => {};

parts(sheet).close.addEventListener("click", () => sheet.close());
sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
sheet.addEventListener("close", () => sheet.open || done(null)); // unless another one has come up meanwhile

/** Shows a sheet over an element; answers with what was chosen, or null when it was put away. */
function show(words, over, ...inside) {
  done(null);
  if (sheet.open) sheet.close();
  title.replaceChildren(spoken(make("span", {}, words), words, null));
  body.replaceChildren(...inside);
  lieOver(over);
  sheet.showModal();
  body.querySelector("input, select, button")?.focus();
  return new Promise((answer) => {
    done = (value) => {
      done = () => {};
      answer(value);
      if (sheet.open) sheet.close();
    };
  });
}

function lieOver(over) {
  const box = over?.getBoundingClientRect();
  const shown = box && box.width > 0;
  sheet.classList.toggle("over-phone", Boolean(shown));
  if (!shown) return;
  sheet.style.setProperty("--sheet-start", `${Math.max(0, box.left)}px`);
  sheet.style.setProperty("--sheet-size", `${box.width}px`);
}

/** A list to choose from: `options` are {value, label, hint?}; those of `quick` stand beside each other above it. */
export function choose(words, over, options, quick = []) {
  const list = (some, kind) => make("div", { className: `choices ${kind}` }, ...some.map(choice));
  return show(words, over, ...(quick.length ? [list(quick, "small")] : []), list(options, ""));
}

function choice({ value, label, hint, language }) {
  const button = make("button", { type: "button", className: "choice", "data-testid": "choice" }, spoken(make("span", {}, label), label, language));
  if (hint) button.append(make("small", {}, hint));
  button.addEventListener("click", () => done(value));
  return button;
}

/** A few fields: each {name, label, kind?: "text" | "file" | "tick" | "pick", options?, value?, required?, accept?}. Answers with their values by name. */
export function fill(words, over, fields, submit, hint = null) {
  const form = make("form", {}, hint && make("p", {}, hint), ...fields.map(field), make("button", { className: "strong", "data-testid": "sheet-submit" }, submit));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    done(Object.fromEntries(fields.map(({ name, kind }) => [name, valueOf(form.elements[name], kind)])));
  });
  return show(words, over, form);
}

function field({ name, label, kind = "text", options = [], value = "", required = false, accept = "" }) {
  if (kind === "tick") return make("label", { className: "tick" }, make("input", { type: "checkbox", name, checked: Boolean(value) }), label);
  if (kind === "pick") {
    const picks = options.map(({ value: code, label: words }) => make("option", { value: code, dir: "auto" }, words));
    return make("label", {}, label, make("select", { name }, ...picks));
  }
  const type = kind === "file" ? "file" : "text";
  const input = make("input", { type, name, required, accept, autocomplete: "off", dir: "auto" });
  if (value) input.value = value;
  return make("label", {}, label, input);
}

function valueOf(input, kind) {
  if (kind === "tick") return input.checked;
  if (kind === "file") return input.files[0] ?? null;
  return input.value.trim();
}

/** A notice with one button. */
export function tell(words, over, text) {
  const said = spoken(make("p", { "data-testid": "alert" }, text), text, null);
  const button = make("button", { type: "button", className: "strong", "data-testid": "alert-ok" }, "OK");
  button.addEventListener("click", () => done(true));
  return show(words, over, said, button);
}
