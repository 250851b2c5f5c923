/**
 * The page of the agent in a real browser, Chromium without a window, as somebody uses it who sees
 * it, or hears it, or has no mouse. Nothing waits for a fixed time: what is expected is looked for
 * until it is there. Where there is no Chromium, the tests are skipped and say so.
 */
@org.jspecify.annotations.NullMarked
package dev.jinx.it.page;
