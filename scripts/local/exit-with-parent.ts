// `npm run dev` preloads this into the app: when `npm run dev` is killed, the app must free the port.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
