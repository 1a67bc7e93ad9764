// The page as a whole. An object, so that a test can see a reload instead of having one.

export const page = {
  /** Drops every value the page holds: what a lock must do. */
  reload() {
    window.location.reload();
  },
};
