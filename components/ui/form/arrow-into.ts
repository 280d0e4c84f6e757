import type { KeyboardEvent } from "react";

/** From a search field into what it found: the arrow takes the choice that holds, or the first that can be taken. */
export function arrowIntoChoices(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget } = event;
  if (key !== "ArrowDown" || !(target instanceof HTMLInputElement) || target.type !== "search") return;
  const choices = [...currentTarget.querySelectorAll<HTMLInputElement>('input[type="radio"]:not(:disabled)')];
  const choice = choices.find(({ checked }) => checked) ?? choices[0];
  if (!choice) return;
  event.preventDefault();
  choice.focus();
  if (!choice.checked) choice.click();
}

/** Arrows, Home and End among the buttons of a list. */
export function arrowAmongButtons(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const next = steps[event.key];
  if (next === undefined || buttons.length === 0) return;
  event.preventDefault();
  buttons[(next + buttons.length) % buttons.length]?.focus();
}
