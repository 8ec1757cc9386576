import { refuseOldNode } from './start/node-version';

refuseOldNode('npm run migrate');
void import('./start/run-migrate').then(({ runMigrate }) => runMigrate(process.argv.slice(2)));
