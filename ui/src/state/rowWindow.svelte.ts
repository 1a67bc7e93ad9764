// Which rows of a long list exist: those in sight, a few around them, and the one that holds the focus. All rows are of
// one height.
import {
  createVirtualizer,
  defaultRangeExtractor,
  observeElementRect,
  type Range,
} from "@tanstack/svelte-virtual";
import { untrack } from "svelte";
import { get } from "svelte/store";

const SPARE = 6;
/** Before the pane was measured: enough for any window. */
const UNMEASURED = 900;

interface Options {
  pane: () => HTMLElement | null;
  count: () => number;
  rowPx: () => number;
  /** A row that exists even out of sight, so that the focus is never lost to scrolling. */
  kept?: () => number;
}

function keeping(index: number) {
  return (range: Range) => {
    const indexes = defaultRangeExtractor(range);
    return index < 0 || index >= range.count || indexes.includes(index) ? indexes : [...indexes, index];
  };
}

/** Call it while the component starts. */
export function rowWindow({ pane, count, rowPx, kept = () => -1 }: Options) {
  // A plain number: it is asked for every row of the list, and a signal ten thousand times is felt.
  let sized = untrack(rowPx);
  const virtualizer = createVirtualizer<HTMLElement, HTMLElement>({
    count: 0,
    getScrollElement: pane,
    estimateSize: () => sized,
    overscan: SPARE,
    observeElementRect: (instance, hear) =>
      observeElementRect(instance, ({ width, height }) => hear({ width, height: height || UNMEASURED })),
  });
  let shown = $state.raw<readonly number[]>([]);

  $effect.pre(() =>
    untrack(() =>
      virtualizer.subscribe((now) => {
        shown = now.getVirtualItems().map(({ index }) => index);
      }),
    ),
  );
  $effect.pre(() => {
    void pane();
    const [rows, height, row] = [count(), rowPx(), kept()];
    untrack(() => {
      const now = get(virtualizer);
      const resized = height !== sized;
      sized = height;
      now.setOptions({ count: rows, rangeExtractor: keeping(row) });
      if (resized) now.measure();
    });
  });

  return {
    /** Places of the rows that exist. */
    get shown() {
      return shown;
    },
    scrollTo(index: number) {
      get(virtualizer).scrollToIndex(index, { align: "auto" });
    },
    /** Rows that fit into the pane but one, for Page Up and Page Down. */
    page(): number {
      return Math.max(1, Math.floor((pane()?.clientHeight || UNMEASURED) / rowPx()) - 1);
    },
  };
}
