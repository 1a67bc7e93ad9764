// The one timer of the page: ticks once a second, and not at all while the window is hidden.

let now = $state(Date.now());
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  now = Date.now();
}

function follow() {
  clearInterval(timer);
  timer = undefined;
  if (document.hidden) return;
  tick();
  timer = setInterval(tick, 1000);
}

export const clock = {
  /** Milliseconds since the epoch, renewed once a second. */
  get now() {
    return now;
  },
  /** Whole seconds since the epoch. */
  get seconds() {
    return Math.floor(now / 1000);
  },
  /** Whole seconds until `at` (seconds since the epoch), never below 0. */
  until(at: number): number {
    return Math.max(0, Math.ceil(at - now / 1000));
  },
  start(): () => void {
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      clearInterval(timer);
      timer = undefined;
    };
  },
  /** Reads the time at once: after an act whose countdown starts now. */
  refresh: tick,
};
