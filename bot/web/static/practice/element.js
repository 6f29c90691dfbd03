// Making elements.

/** An element with properties (and `data-…`/`aria-…` attributes), and what stands in it: elements or plain words. */
export function make(tag, properties = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...inside.filter((one) => one !== null && one !== undefined));
  return element;
}

export function icon(name) {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  picture.setAttribute("aria-hidden", "true");
  picture.append(use);
  return picture;
}

/** The elements of a template or page by their `data-part`. */
export function parts(root) {
  const found = {};
  for (const element of root.querySelectorAll("[data-part]")) found[element.dataset.part] = element;
  return found;
}

/** A number of new messages as a dot that a screen reader can read; empties it where there are none. */
export function showCount(dot, count) {
  dot.hidden = !count;
  dot.replaceChildren(...(count ? [`${count}`, make("span", { className: "unseen" }, " new")] : []));
}
