package org.haltline.app.directions;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// The condition that a class's package has a `package-info.java` with `@NullMarked`.
final class StandsInMarkedPackage extends ArchCondition<JavaClass> {
  static final StandsInMarkedPackage INSTANCE = new StandsInMarkedPackage();

  private StandsInMarkedPackage() {
    super("stand in a package marked with @NullMarked");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    var marked = item.getPackage().isAnnotatedWith(NullMarked.class);
    var message = item.getName() + " stands in a package without @NullMarked";
    events.add(new SimpleConditionEvent(item, marked, message));
  }
}
