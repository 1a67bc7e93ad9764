// What the user has chosen to see in the list. Outlives the page, so that a look at one app does not lose the search; a
// lock reloads the page and forgets it.
import { NO_FILTERS, type Filters } from "./listFilter";
import { BY_ATTENTION, type Order } from "./listOrder";

let query = $state("");
let filters = $state.raw<Filters>(NO_FILTERS);
let order = $state.raw<Order>(BY_ATTENTION);

export const choices = {
  get query() {
    return query;
  },
  set query(next: string) {
    query = next;
  },
  get filters() {
    return filters;
  },
  set filters(next: Filters) {
    filters = next;
  },
  get order() {
    return order;
  },
  set order(next: Order) {
    order = next;
  },
  /** Shows everything again; the order stays. */
  showAll() {
    query = "";
    filters = NO_FILTERS;
  },
  forget() {
    choices.showAll();
    order = BY_ATTENTION;
  },
};
