// Before and after every page test: no page left over, no state left over, no time left over.
import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, configure } from "@testing-library/svelte";
import { afterEach, beforeEach, vi } from "vitest";

import { choices } from "../src/features/apps/listChoices.svelte";
import { apps } from "../src/state/apps.svelte";
import { locale } from "../src/state/locale.svelte";
import { router } from "../src/state/router.svelte";
import { session } from "../src/state/session.svelte";
import { toasts } from "../src/state/toasts.svelte";
import { installMock } from "./mock/handlers";

// The whole page in a failure hides the failure.
configure({ getElementError: (message) => new Error(message ?? "not found") });

beforeEach(() => {
  installMock({});
  locale.choose("en");
});

afterEach(() => {
  cleanup();
  clearMocks();
  session.forget();
  apps.forget();
  choices.forget();
  router.reset();
  toasts.clear();
  vi.useRealTimers();
});
