// What markup alone cannot do for the menus in the header: Escape, arrow keys, and closing on leaving. Without it, menus
// still open, work and close by their button. A plain file, because it is on every page, also on those without the
// framework's scripts.
(() => {
  const MENU = '[data-menu]';

  function close(menu) {
    menu.querySelector('details')?.removeAttribute('open');
  }

  function closeOthers(target) {
    for (const menu of document.querySelectorAll(MENU)) {
      if (!(target instanceof Node && menu.contains(target))) close(menu);
    }
  }

  document.addEventListener('keydown', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === 'Escape') {
      for (const menu of document.querySelectorAll(MENU)) {
        if (menu.contains(target)) menu.querySelector('summary')?.focus();
        close(menu);
        if (menu.matches(':hover')) menu.dataset.dismissed = '';
      }
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const menu = target?.closest(MENU);
    if (!step || !menu) return;
    event.preventDefault();
    menu.querySelector('details')?.setAttribute('open', '');
    const links = [...menu.querySelectorAll('.menu-list a')];
    const at = links.indexOf(target);
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : (at + step + links.length) % links.length;
    links[next]?.focus();
  });

  document.addEventListener('pointerdown', (event) => {
    closeOthers(event.target);
    const menu = event.target instanceof Element ? event.target.closest(MENU) : null;
    // A tap leaves a hover state behind, which would keep the list open when a second tap should close it.
    if (menu && event.pointerType === 'touch') menu.dataset.dismissed = '';
  });

  document.addEventListener('focusin', (event) => closeOthers(event.target));

  document.addEventListener('pointerover', (event) => {
    const over = event.target instanceof Element ? event.target.closest(MENU) : null;
    for (const menu of document.querySelectorAll('[data-dismissed]')) {
      if (menu !== over) delete menu.dataset.dismissed;
    }
  });
})();
