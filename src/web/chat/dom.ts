/** Reaching and making elements. */

/** The element of this id, which the page was written with. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** Shows a text, or hides the element when there is none. */
export function showText(element: HTMLElement, ...parts: (Node | string)[]): void {
  element.replaceChildren(...parts);
  element.hidden = parts.length === 0;
}
