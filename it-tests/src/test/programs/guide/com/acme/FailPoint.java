package com.acme;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** An annotation of the program's own. */
@Retention(RetentionPolicy.CLASS)
@interface FailPoint {
  String value();
}
