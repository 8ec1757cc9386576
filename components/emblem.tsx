/**
 * Shows a ridge line under a sun. It takes the text color of its surroundings; only the sun has its own. The product's
 * name always appears beside it.
 */
export function Emblem({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 48 48"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M15.6 20.2a8.5 8.5 0 1 1 15-3.2" stroke="var(--color-band-brass, currentColor)" strokeWidth="2.25" />
      <path d="M4 36.5 15.5 21l5.5 6.5L31.5 14 44 36.5" />
      <path d="m27 22.5 4.5 3 3.5-3.2M12.5 28l3 2.5 2.5-3" strokeWidth="1.5" />
      <path d="M4 41.5h40" stroke="var(--color-band-brass, currentColor)" strokeWidth="2.25" />
    </svg>
  );
}
