/**
 * A program with a method of every return type, which calls what each line of its input names and
 * tells what came of it. It knows nothing of Jinx, and uses the JDK only.
 */
package com.acme.faults;
