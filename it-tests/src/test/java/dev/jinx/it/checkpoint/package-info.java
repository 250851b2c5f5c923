/**
 * A checkpoint file under writers of several JVMs that are killed with SIGKILL at moments that
 * follow from what was seen of their progress, never from a clock. {@code -Djinx.fuzz=full} runs it
 * at full length, {@code -Djinx.fuzz.seed=N} with the choices of another run.
 */
@org.jspecify.annotations.NullMarked
package dev.jinx.it.checkpoint;
