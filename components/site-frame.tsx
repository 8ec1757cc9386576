import type { ComponentProps, ReactNode } from 'react';
import { ActingBar } from './acting/acting-bar';
import { SiteFooter } from './site-footer';
import { SiteHeader, type SiteHeaderProps } from './site-header';

type SiteFrameProps = SiteHeaderProps & {
  children: ReactNode;
  /** What the agency calls providers. */
  providers?: ComponentProps<typeof SiteFooter>['providers'];
  /** Set while staff act for a provider. */
  acting?: ComponentProps<typeof ActingBar> | null;
};

/** Frames every page: header, the one main region that the skip link targets, footer. */
export function SiteFrame({ children, acting, providers, ...header }: SiteFrameProps) {
  return (
    <>
      {acting && <ActingBar {...acting} />}
      <SiteHeader {...header} />
      <main id="main" tabIndex={-1} className="site-main page-width">
        {children}
      </main>
      <SiteFooter supportAddress={header.supportAddress} providers={providers} />
    </>
  );
}
