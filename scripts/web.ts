import { refuseOldNode } from './start/node-version';

refuseOldNode('npm run web');
void import('./start/run-web').then(({ runWeb }) => runWeb(process.argv.slice(2)));
