//! What is asked of the page while it is measured.

/// First content as the page's own clock has it, in milliseconds since the Unix epoch.
pub(crate) const FIRST_CONTENT: &str = "const done = arguments[arguments.length - 1];
    const ask = () => {
      const [painted] = performance.getEntriesByName('first-contentful-paint');
      if (painted) done(performance.timeOrigin + painted.startTime);
      else requestAnimationFrame(ask);
    };
    ask();";

/// From the press on `Unlock` to the frame that has the first row, in milliseconds.
pub(crate) const UNLOCK: &str = "const [passphrase, done] = arguments;
    const field = document.querySelector('input[type=password]');
    field.value = passphrase;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const start = performance.now();
    const ask = () => {
      if (document.querySelector('[data-testid=app-row]')) done(performance.now() - start);
      else requestAnimationFrame(ask);
    };
    requestAnimationFrame(() => { field.form.requestSubmit(); ask(); });";

/// Types each text into the search as a keystroke leaves it. For each, the work: from the keystroke
/// at the beginning of a frame to the end of that frame's painting; and the wait: the same for one
/// that comes between two frames, display's beat included. In milliseconds.
pub(crate) const SEARCH: &str = "const [texts, done] = arguments;
    const field = document.querySelector('[data-testid=app-filter]');
    const type = (text) => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    // A message comes after the painting of the frame that it was posted in.
    const painted = () => new Promise((next) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = next;
      port2.postMessage(null);
    });
    const pause = () => new Promise((next) => setTimeout(next, 20 + Math.random() * 20));
    const work = async (text) => {
      await frame();
      const start = performance.now();
      type(text);
      await painted();
      return performance.now() - start;
    };
    const wait = async (text) => {
      const start = performance.now();
      type(text);
      await frame();
      await painted();
      return performance.now() - start;
    };
    (async () => {
      const took = [];
      for (const [text, rows] of texts) {
        for (const measure of [work, wait]) {
          type('');
          await frame(); await frame(); await pause();
          took.push(await measure(text));
          const count = Number(document.querySelector('[role=grid]')?.ariaRowCount ?? 1) - 1;
          if (count !== rows) return done(`${text}: ${count} rows`);
        }
      }
      done(took);
    })();";

/// Steps of two rows down the list, each with the frames that show it: from one frame to the next
/// one but one, halved, so that a frame which waits for the one before is counted whole. In
/// milliseconds.
pub(crate) const SCROLL: &str = "const [steps, done] = arguments;
    const pane = document.querySelector('[data-testid=app-grid] [data-scroll]');
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    (async () => {
      const took = [];
      await frame();
      for (let step = 0; step < steps; step += 1) {
        const start = performance.now();
        pane.scrollTop += 88;
        await frame(); await frame();
        took.push((performance.now() - start) / 2);
      }
      done(took);
    })();";
