const MIN_NODE = 22;

/**
 * Ends a command that runs on a Node that is too old. npm puts the Node of package.json first on its scripts' path; a start
 * that bypasses npm, or an install without install scripts, uses whatever the machine has.
 */
export function refuseOldNode(command: string): void {
  if (Number(process.versions.node.split('.')[0]) >= MIN_NODE) return;
  console.error(
    `This is Node ${process.versions.node}, which is too old. Run "npm install" and "npm rebuild --ignore-scripts", which bring the right Node along, and then "${command}".`,
  );
  process.exit(1);
}
