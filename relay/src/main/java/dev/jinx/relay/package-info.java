/**
 * From any number of nodes into Apache Kafka, and back out as one merged stream.
 *
 * <p>Guarantees of the relay ({@link dev.jinx.relay.Relay}):
 *
 * <ul>
 *   <li>Every event that a node gives is in the topic at least once, unchanged, as the data of a
 *       CloudEvent whose id is the event's cursor. What cannot be shipped (larger than the topic
 *       takes, or no JSON) stands there as a gap that says so.
 *   <li>The position of a node moves only over events that the broker has acknowledged, and never
 *       over one that it has not.
 *   <li>Events of one node are in one partition. While no broker refuses a record for good they are
 *       there in the order of the node; what is sent again after a crash follows in the same order.
 *   <li>Relays of one group read each node at one of them. A relay that dies is replaced; one that
 *       is cut off and does not know it sends events twice, which readers remove.
 * </ul>
 *
 * <p>Of the reader ({@link dev.jinx.relay.KafkaFleet}): each (node, boot, seq) once, whatever the
 * topic repeats; a number that is missing is told as a gap, and given later if it does come.
 */
@NullMarked
package dev.jinx.relay;

import org.jspecify.annotations.NullMarked;
