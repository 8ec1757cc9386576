import type { ReactNode } from 'react';

export type NoticeKind = 'info' | 'success' | 'warning';

type NoticeProps = {
  kind?: NoticeKind;
  title?: ReactNode;
  children?: ReactNode;
  /** Whether it is announced on arrival: success as a status, warnings as an alert. Permanent notices stay silent. */
  announce?: boolean;
};

const SHAPES: Record<NoticeKind, string> = {
  info: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19ZM12 11v6M12 7v.5',
  success: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19ZM7.5 12.5l3 3 6-7',
  warning: 'M12 3 1.8 20.5h20.4L12 3ZM12 9.5v5M12 17.2v.5',
};

const SPOKEN: Record<NoticeKind, string> = { info: 'Note', success: 'Done', warning: 'Warning' };

export function Notice({ kind = 'info', title, children, announce }: NoticeProps) {
  const role = announce ? (kind === 'warning' ? 'alert' : 'status') : undefined;
  return (
    <div className={`notice notice-${kind}`} role={role}>
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        role="img"
        aria-label={SPOKEN[kind]}
      >
        <path d={SHAPES[kind]} />
      </svg>
      <div>
        {title && <p className="notice-title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  );
}
