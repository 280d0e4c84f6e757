/** Long enough for whoever took the element away to say where the focus goes instead. */
const graceMs = 60;

/**
 * A press may take away what was pressed: a question that is answered, a button nobody needs any more. Focus then falls to
 * the body, and who works by keyboard or ear starts again at the top. It goes on from what is left around it instead.
 */
export function keepFocus(first: FocusEvent): () => void {
  let around: readonly Element[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const remember = ({ target }: FocusEvent) => {
    around = target instanceof Element ? listAround(target) : [];
  };
  // A press beside everything puts the focus down on purpose.
  const forget = () => {
    around = [];
  };
  const isLost = () => document.activeElement === document.body && around[0]?.isConnected === false;
  // What is drawn anew meanwhile may not take the focus yet: it is tried some times.
  const wait = (tries: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!isLost()) return;
      goOn(around);
      if (isLost() && tries > 1) wait(tries - 1);
    }, graceMs);
  };
  const observer = new MutationObserver(() => isLost() && wait(10));
  // It may have moved on while this was loaded.
  const now = document.activeElement;
  if (now && now !== document.body) around = listAround(now);
  else remember(first);
  document.addEventListener("focusin", remember);
  document.addEventListener("pointerdown", forget, { capture: true });
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    clearTimeout(timer);
    document.removeEventListener("focusin", remember);
    document.removeEventListener("pointerdown", forget, { capture: true });
  };
}

function listAround(element: Element): readonly Element[] {
  const list: Element[] = [];
  for (let one: Element | null = element; one !== null; one = one.parentElement) list.push(one);
  return list;
}

/** To the next control of a list that says so, else to the heading of the nearest part that is left, else the page's. */
function goOn(around: readonly Element[]): void {
  for (const part of around.filter(({ isConnected }) => isConnected)) {
    const next = part.matches("[data-next-focus]") ? findControl(part) : null;
    const heading = part.matches("section, aside, main, [role=dialog]")
      ? part.querySelector<HTMLElement>("h1, h2, h3")
      : null;
    if (next) return next.focus({ preventScroll: true });
    if (heading) return focusHeading(heading);
  }
  const title = document.querySelector<HTMLElement>("#main h1");
  if (title) focusHeading(title);
}

function focusHeading(heading: HTMLElement): void {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** What is pressed there, before what only leads away. */
function findControl(part: Element): HTMLElement | null {
  return part.querySelector<HTMLElement>("button") ?? part.querySelector<HTMLElement>("a[href]");
}
