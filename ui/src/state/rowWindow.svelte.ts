// Which rows of a long list exist: those in sight, a few around them, and the one that holds the focus. All rows are of
// one height, so their places are reckoned and none is kept: a library that measures rows keeps one for each of ten
// thousand, and makes them anew at every key in the search.

const SPARE = 4;
/** Before the pane was measured: enough for any window. */
const UNMEASURED = 900;

interface Options {
  pane: () => HTMLElement | null;
  count: () => number;
  rowPx: () => number;
  /** A row that exists even out of sight, so that the focus is never lost to scrolling. */
  kept?: () => number;
}

/** Call it while the component starts. */
export function rowWindow({ pane, count, rowPx, kept = () => -1 }: Options) {
  let top = $state(0);
  let height = $state(UNMEASURED);

  function look(element: HTMLElement) {
    top = element.scrollTop;
    height = element.clientHeight || UNMEASURED;
  }

  $effect(() => {
    const element = pane();
    if (!element) return;
    const again = () => look(element);
    const watcher = new ResizeObserver(again);
    watcher.observe(element);
    element.addEventListener("scroll", again, { passive: true });
    again();
    return () => {
      watcher.disconnect();
      element.removeEventListener("scroll", again);
    };
  });

  const inSight = $derived(Math.ceil(height / rowPx()));
  // A list that has become shorter is scrolled back by the browser only after its rows were drawn.
  const from = $derived(Math.min(Math.floor(top / rowPx()), Math.max(0, count() - inSight)));
  const first = $derived(Math.max(0, from - SPARE));
  const end = $derived(Math.min(count(), from + inSight + 1 + SPARE));
  const shown = $derived.by(() => {
    const places = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
    const one = kept();
    const isOut = one >= 0 && one < count() && (one < first || one >= end);
    return isOut ? [...places, one] : places;
  });

  return {
    /** Places of the rows that exist. */
    get shown(): readonly number[] {
      return shown;
    },
    /** Brings a row into sight by the shortest way; one that is in sight stays where it is. */
    scrollTo(index: number) {
      const element = pane();
      if (!element) return;
      const [above, below] = [index * rowPx(), (index + 1) * rowPx()];
      if (above < element.scrollTop) element.scrollTop = above;
      else if (below > element.scrollTop + height) element.scrollTop = below - height;
      look(element);
    },
    /** Rows that fit into the pane but one, for Page Up and Page Down. */
    page(): number {
      return Math.max(1, Math.floor((pane()?.clientHeight || UNMEASURED) / rowPx()) - 1);
    },
  };
}
