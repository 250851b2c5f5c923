/**
 * A program that holds connections of each kind that the JDK has, and reads and writes what each
 * line of its input tells it to. It knows nothing of Jinx, and uses the JDK only.
 */
package com.acme.net;
