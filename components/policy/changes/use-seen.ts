"use client";

import { useEffect, useRef, useState } from "react";

const atLatestMs = 2_000;

/**
 * Whether a place was scrolled to, or the page has stood long enough: what is big and stands far down is loaded then, for
 * those too who read without scrolling.
 */
export function useSeen<Box extends Element>() {
  const box = useRef<Box>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    if (box.current) observer.observe(box.current);
    const timer = setTimeout(() => setSeen(true), atLatestMs);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [seen]);
  return { box, seen };
}
