'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

const NEAR_PX = 64;

/** Keeps a growing list at its end, until the reader scrolls up. */
export function useStick(key: string) {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const [away, setAway] = useState(false);
  const toEnd = useCallback(() => {
    stuck.current = true;
    setAway(false);
    const node = box.current;
    if (node) node.scrollTop = node.scrollHeight;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation begins at its end
  useEffect(() => {
    toEnd();
    const node = box.current;
    const content = inner.current;
    if (!node || !content) return;
    let before = node.scrollTop;
    const onScroll = () => {
      const near = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_PX;
      // Content that grows moves the end away; only a scroll upwards leaves it.
      if (near) stuck.current = true;
      else if (node.scrollTop < before - 2) stuck.current = false;
      before = node.scrollTop;
      setAway(!stuck.current);
    };
    const watch = new ResizeObserver(() => {
      if (stuck.current) node.scrollTop = node.scrollHeight;
    });
    node.addEventListener('scroll', onScroll, { passive: true });
    watch.observe(content);
    watch.observe(node);
    return () => {
      node.removeEventListener('scroll', onScroll);
      watch.disconnect();
    };
  }, [key, toEnd]);
  return { box, inner, away, toEnd };
}
