/** A cluster whose members tell one another numbers, without end. */
@org.jspecify.annotations.NullMarked
package com.acme.gossip;
