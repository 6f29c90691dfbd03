// A message's words with their entities: bold, links, commands, quotes.

import { make } from "./element.js";

const STYLES = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const LINKS = new Set(["url", "text_link", "bot_command", "email", "phone_number"]);

/** The words as nodes. `follow({url} or {command})` is called when somebody taps a link or a command in them. */
export function written(text, entities, follow) {
  const edges = new Set([0, text.length]);
  for (const { offset, length } of entities) edges.add(offset).add(offset + length);
  const sorted = [...edges].sort((a, b) => a - b);
  const root = document.createDocumentFragment();
  let open = [{ node: root, entity: null }];
  for (let at = 0; at < sorted.length - 1; at += 1) {
    const [from, to] = [sorted[at], sorted[at + 1]];
    const over = entities.filter(({ offset, length }) => offset <= from && offset + length >= to).sort(outermostFirst);
    open = [open[0], ...open.slice(1).filter(({ entity }, depth) => over[depth] === entity)];
    for (const entity of over.slice(open.length - 1)) {
      const node = dressed(entity, text, follow);
      open.at(-1).node.append(node);
      open.push({ node, entity });
    }
    open.at(-1).node.append(text.slice(from, to));
  }
  return root;
}

const outermostFirst = (a, b) => a.offset - b.offset || b.length - a.length;

function dressed(entity, text, follow) {
  const { type, offset, length } = entity;
  if (LINKS.has(type)) return link(target(entity, text.substr(offset, length)), follow);
  if (type === "pre") return make("code", { className: "pre" });
  if (type === "spoiler") return spoiler();
  return make(STYLES[type] ?? "span");
}

function target({ type, url }, words) {
  if (type === "bot_command") return { command: words };
  if (type === "email") return { url: `mailto:${words}` };
  if (type === "phone_number") return { url: `tel:${words}` };
  return { url: url ?? words };
}

// A link without an address of its own: so nothing but `follow` decides where it leads.
function link(goal, follow) {
  const element = make("span", { className: "link", role: "link", tabIndex: 0, "data-testid": "link" });
  element.addEventListener("click", () => follow(goal));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    follow(goal);
  });
  return element;
}

function spoiler() {
  const element = make("span", { className: "spoiler", role: "button", tabIndex: 0, "aria-label": "Hidden words: show" });
  const show = () => {
    element.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) element.removeAttribute(name);
  };
  element.addEventListener("click", show);
  element.addEventListener("keydown", (event) => event.key === "Enter" && show());
  return element;
}
