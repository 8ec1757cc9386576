import { refuseOldNode } from './start/node-version';

refuseOldNode('npm run worker');
void import('./start/run-worker').then(({ runWorker }) => runWorker(process.argv.slice(2)));
