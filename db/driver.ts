import postgres from 'postgres';

/**
 * Explains why the database driver cannot be used, or returns null. The published driver ends the process when a connection
 * is lost in a transaction; our patch fixes that (docs/decisions/postgres-driver.md).
 */
export function whyDriverUnpatched(driver: object = postgres): string | null {
  if ('survivesLostConnections' in driver) return null;
  return 'The database driver in node_modules lacks its patch. Run "npm install", or after an install without scripts: npx patch-package';
}
