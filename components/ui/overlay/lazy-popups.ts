"use client";

import { lazy } from "react";

/** One chunk, fetched when the first of them is touched and never before: a page without an open overlay does not pay for it. */
const load = () => import("./popups");

export const DialogPopup = lazy(async () => ({ default: (await load()).DialogPopup }));
export const BarePopup = lazy(async () => ({ default: (await load()).BarePopup }));
export const PopoverPopup = lazy(async () => ({ default: (await load()).PopoverPopup }));

export function preloadPopups(): void {
  void load();
}
