import { createUserAtTerminal } from './user-create/run';

void createUserAtTerminal(process.argv.slice(2)).then((code) => process.exit(code));
