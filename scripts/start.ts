import { refuseOldNode } from './start/node-version';

refuseOldNode('npm start');
void import('./start/run').then(({ run }) => run(process.argv.slice(2)));
