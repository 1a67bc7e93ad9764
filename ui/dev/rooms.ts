// For tests that render the whole page: every room's program is compiled before the first of them starts.
import.meta.glob(["../src/shell/Shell.svelte", "../src/features/*/*Page.svelte"], { eager: true });
