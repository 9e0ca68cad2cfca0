// Loaded into the storage emulator before its own code.
'use strict';

// The terminal sends Ctrl+C to host and emulator alike. The host finishes what is in flight first and ends the emulator itself, with SIGTERM.
const { once, on } = process;
const deaf = (register) => function (event, listener) {
  return event === 'SIGINT' ? this : register.call(this, event, listener);
};
on.call(process, 'SIGINT', () => {});
process.on = process.addListener = deaf(on);
process.once = deaf(once);

// A host that was killed cannot end anybody: without it the emulator writes its data down and goes.
const host = process.ppid;
setInterval(() => {
  if (process.ppid !== host) process.kill(process.pid, 'SIGTERM');
}, 1000).unref();
