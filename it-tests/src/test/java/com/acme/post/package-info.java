/** A program whose threads send letters to one another, each by one call of a method. */
package com.acme.post;
