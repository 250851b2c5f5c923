/**
 * What Jinx promises while it works: no hit lost, none told twice, causes before effects, no thread
 * left standing, no reader in another's way, however the target and its readers end. Seen from
 * outside, on forked JVMs with the packaged jar.
 */
@org.jspecify.annotations.NullMarked
package dev.jinx.it.behaviour;
