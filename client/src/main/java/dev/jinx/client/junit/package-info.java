/**
 * Tests in JUnit 5.13 and newer, and 6: connections, points and clusters as parameters.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>Each test has connections of its own, with leases of their own: what it armed, cut or
 *       filtered ends with it, also if it is killed, and nothing of it ends what others armed.
 *   <li>A process that a test killed runs again when the next one begins.
 *   <li>A test that fails has its events in the report: in words with its failure, and whole as
 *       files, with what its processes printed.
 *   <li>Only this package knows JUnit, which the client does not bring along: without it, all the
 *       rest works.
 * </ul>
 */
@NullMarked
package dev.jinx.client.junit;

import org.jspecify.annotations.NullMarked;
