/** The extension for JUnit, run by JUnit 5 and 6 on tests that pass and fail. */
@NullMarked
package dev.jinx.it.junit;

import org.jspecify.annotations.NullMarked;
