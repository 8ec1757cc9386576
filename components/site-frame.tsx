import type { ReactNode } from 'react';
import { MenuKeys } from './menu-keys';
import { SiteFooter } from './site-footer';
import { SiteHeader, type SiteHeaderProps } from './site-header';

type SiteFrameProps = SiteHeaderProps & { children: ReactNode };

/** Frames every page: header, the one main region that the skip link targets, footer. */
export function SiteFrame({ children, ...header }: SiteFrameProps) {
  return (
    <>
      <SiteHeader {...header} />
      <main id="main" tabIndex={-1} className="site-main page-width">
        {children}
      </main>
      <SiteFooter supportAddress={header.supportAddress} />
      <MenuKeys />
    </>
  );
}
