// Loaded into the app by `npm run dev`: when that one is killed, the app must not keep the port.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
