import { acceptFromPipe } from './mail-report/run';

void acceptFromPipe(process.argv.slice(2)).then((code) => process.exit(code));
