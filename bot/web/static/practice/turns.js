// Work that is asked for more often than it must be done.

/** A function that runs `work` one at a time; what is asked for meanwhile is done once, afterwards. */
export function inTurns(work) {
  let running = null;
  let again = false;
  return function run() {
    again = true;
    running ??= (async () => {
      try {
        while (again) {
          again = false;
          await work();
        }
      } finally {
        running = null;
      }
    })();
    return running;
  };
}
