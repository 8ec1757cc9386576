import { verifyAtTerminal } from './audit-verify/run';

void verifyAtTerminal(process.argv.slice(2)).then((code) => process.exit(code));
