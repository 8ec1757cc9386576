import { refuseOldNode } from './start/node-version';

refuseOldNode('npm run build');
void import('./start/run-build').then(({ runBuild }) => runBuild(process.argv.slice(2)));
