// Runs the command given as arguments, and ends it when the parent disconnects or is killed.
import { spawn } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: 'inherit' });
child.once('exit', (code) => process.exit(code ?? 1));
process.once('disconnect', () => child.kill('SIGTERM'));
