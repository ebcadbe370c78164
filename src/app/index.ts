// The rooms put together. Nothing below may call it; tests and the program's entry do.

export { composerScript } from './composer-script.ts';
export { type Config, readConfig } from './config.ts';
export { folds } from './folds.ts';
export { openHouse } from './house.ts';
export { type Server, startServer } from './server.ts';
