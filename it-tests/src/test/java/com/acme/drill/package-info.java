/**
 * A program that does at once what each line of its input tells it to: threads, class loaders,
 * hand-overs and endings. It knows nothing of Jinx, and uses the JDK only.
 */
package com.acme.drill;
