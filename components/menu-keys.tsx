'use client';

import { useEffect } from 'react';

const MENU = '[data-menu]';

function close(menu: Element) {
  menu.querySelector('details')?.removeAttribute('open');
}

function closeOthers(target: EventTarget | null) {
  for (const menu of document.querySelectorAll(MENU)) {
    if (!(target instanceof Node && menu.contains(target))) close(menu);
  }
}

function onKeyDown(event: KeyboardEvent) {
  const target = event.target instanceof Element ? event.target : null;
  if (event.key === 'Escape') {
    for (const menu of document.querySelectorAll<HTMLElement>(MENU)) {
      if (menu.contains(target)) menu.querySelector('summary')?.focus();
      close(menu);
      if (menu.matches(':hover')) menu.dataset.dismissed = '';
    }
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const menu = target?.closest<HTMLElement>(MENU);
  if (!step || !menu) return;
  event.preventDefault();
  menu.querySelector('details')?.setAttribute('open', '');
  const links = [...menu.querySelectorAll<HTMLElement>('.menu-list a')];
  const at = links.indexOf(target as HTMLElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : (at + step + links.length) % links.length;
  links[next]?.focus();
}

function onPointerDown(event: PointerEvent) {
  closeOthers(event.target);
  const menu = event.target instanceof Element ? event.target.closest<HTMLElement>(MENU) : null;
  // A tap leaves a hover state behind, which would keep the list open when a second tap should close it.
  if (menu && event.pointerType === 'touch') menu.dataset.dismissed = '';
}

function onPointerOver(event: PointerEvent) {
  const over = event.target instanceof Element ? event.target.closest(MENU) : null;
  for (const menu of document.querySelectorAll<HTMLElement>('[data-dismissed]')) {
    if (menu !== over) delete menu.dataset.dismissed;
  }
}

/** Adds menu behavior that markup alone cannot provide; without it, menus still open, work and close by their button. */
export function MenuKeys() {
  useEffect(() => {
    const onFocus = (event: Event) => closeOthers(event.target);
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('pointerdown', onPointerDown);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerover', onPointerOver);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('pointerdown', onPointerDown);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerover', onPointerOver);
    };
  }, []);
  return null;
}
