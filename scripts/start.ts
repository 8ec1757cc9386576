const OLDEST_NODE = 22;

// npm puts the Node of package.json first on its scripts' path; a start around npm, or an install without install
// scripts, finds whatever the machine has.
if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  console.error(
    `This is Node ${process.versions.node}, which is too old. Run "npm install", which brings the right Node along, and then "npm start".`,
  );
  process.exit(1);
}

void import('./start/run').then(({ run }) => run(process.argv.slice(2)));
