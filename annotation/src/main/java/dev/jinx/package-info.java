/** The annotation that declares an injection point: one class, without dependencies. */
package dev.jinx;
