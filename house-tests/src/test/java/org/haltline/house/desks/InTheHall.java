package org.haltline.house.desks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Leads every story into the one hall, which all of them share, and looks after each whether
/// anything went wrong in the pages. Of a story that fails, pictures of all desks stay in
/// `target/desks`.
final class InTheHall implements ParameterResolver, AfterEachCallback {
  private static final Namespace HERE = Namespace.create(InTheHall.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Hall.class;
  }

  @Override
  public Hall resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return hall(context);
  }

  private static Hall hall(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .getOrComputeIfAbsent(
            Hall.class,
            key -> {
              try {
                return Hall.open();
              } catch (IOException unusable) {
                throw new UncheckedIOException(unusable);
              }
            },
            Hall.class);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    Hall hall = hall(context);
    if (context.getExecutionException().isPresent()) {
      hall.photograph(Path.of("target", "desks", context.getRequiredTestMethod().getName()));
    }
    assertThat(hall.troubles()).as("what went wrong in the pages").isEmpty();
  }
}
