package org.haltline.core.codec;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.journal.CaseErased;
import org.haltline.core.journal.Fact;

/// Case events as bytes and back. The type stands in the fact's clear head, the rest in its body.
public final class FactCodec {
  /// The version of the stored form; raised when a stored field changes its meaning.
  public static final int SCHEMA = 1;

  private static final Map<String, Class<? extends CaseEvent>> TYPES =
      leaves(CaseEvent.class)
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

  private FactCodec() {}

  public static String type(CaseEvent event) {
    return type(event.getClass());
  }

  public static String type(Class<? extends CaseEvent> event) {
    return event.getSimpleName();
  }

  public static byte[] body(CaseEvent event) {
    return Wire.JSON.writeValueAsBytes(event);
  }

  /// The event of a fact whose body can still be read.
  public static CaseEvent event(Fact fact) {
    byte[] body = fact.body();
    if (body == null) {
      throw new CaseErased(fact.caseId());
    }
    return event(fact.type(), fact.schema(), body);
  }

  static CaseEvent event(String type, int schema, byte[] body) {
    Class<? extends CaseEvent> known = TYPES.get(type);
    if (known == null || schema > SCHEMA) {
      throw new IllegalStateException(
          "the journal holds a fact this version does not know: "
              + type
              + " of schema "
              + schema
              + "; start a version at least as new as the one that wrote it");
    }
    return Wire.JSON.readValue(body, known);
  }

  private static Stream<Class<? extends CaseEvent>> leaves(Class<? extends CaseEvent> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses())
            .flatMap(sub -> leaves(sub.asSubclass(CaseEvent.class)))
        : Stream.of(type);
  }
}
