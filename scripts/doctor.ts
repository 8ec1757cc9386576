import { examineAtTerminal } from './doctor/run';

void examineAtTerminal(process.argv.slice(2)).then((code) => process.exit(code));
