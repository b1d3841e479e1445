package org.haltline.bank.tx.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A list of records, each in an element of this name.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Repeated {
  String each();

  /// The element around all of them; empty when they stand bare.
  String in() default "";
}
