/** A program, and tests of it that are no tests of ours: they are run by ours, and some fail. */
@NullMarked
package com.acme.bank;

import org.jspecify.annotations.NullMarked;
