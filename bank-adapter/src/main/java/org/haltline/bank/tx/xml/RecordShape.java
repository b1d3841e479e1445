package org.haltline.bank.tx.xml;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a record says of its element: the fields in order, their names, and which may be missing. A
/// component marked `@Nullable` may be missing; a list may be empty; everything else must be there.
record RecordShape(Class<?> type, List<Field> fields, Constructor<?> constructor) {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return read(type);
        }
      };

  RecordShape {
    fields = List.copyOf(fields);
  }

  /// What stands in one component.
  enum Kind {
    VALUE,
    /// A record in an element of its own.
    ELEMENT,
    /// A record among the elements around it.
    INLINED,
    LIST
  }

  /// One component.
  ///
  /// @param name of its element, or of the elements of a list
  /// @param type of the value, or of the records in it
  /// @param in the element around a list; empty when there is none
  record Field(
      RecordComponent component,
      String name,
      Kind kind,
      Class<?> type,
      boolean optional,
      String in) {

    @Nullable Object of(Record owner) {
      try {
        return component.getAccessor().invoke(owner);
      } catch (IllegalAccessException | InvocationTargetException cannot) {
        throw new IllegalStateException(component + " cannot be read", cannot);
      }
    }
  }

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /// The record of these values, in order.
  ///
  /// @throws XmlRefused with the record's own words when it refuses them
  Object make(@Nullable Object[] values, String where) throws XmlRefused {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      Throwable why = Objects.requireNonNullElse(refused.getCause(), refused);
      throw new XmlRefused(where, String.valueOf(why.getMessage()));
    } catch (InstantiationException | IllegalAccessException cannot) {
      throw new IllegalStateException(type + " cannot be made", cannot);
    }
  }

  private static RecordShape read(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(type + " is no record");
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new RecordShape(
          type,
          Arrays.stream(components).map(RecordShape::field).toList(),
          type.getDeclaredConstructor(types));
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(type + " has no canonical constructor", impossible);
    }
  }

  private static Field field(RecordComponent component) {
    Class<?> type = component.getType();
    boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    Repeated repeated = component.getAnnotation(Repeated.class);
    if (repeated != null) {
      var each =
          (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
      return new Field(component, repeated.each(), Kind.LIST, each, true, repeated.in());
    }
    if (component.isAnnotationPresent(Inlined.class)) {
      return new Field(component, "", Kind.INLINED, type, false, "");
    }
    if (type.isRecord()) {
      return new Field(component, name(component), Kind.ELEMENT, type, optional, "");
    }
    if (!isValue(type)) {
      throw new IllegalArgumentException(component + " has a type that has no form on the wire");
    }
    return new Field(component, name(component), Kind.VALUE, type, optional, "");
  }

  private static boolean isValue(Class<?> type) {
    return type == String.class
        || type == BigDecimal.class
        || type == Instant.class
        || type == Content.class
        || (type.isEnum() && Coded.class.isAssignableFrom(type));
  }

  private static String name(RecordComponent component) {
    Named named = component.getAnnotation(Named.class);
    if (named != null) {
      return named.value();
    }
    String name = component.getName();
    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return capital.replaceAll("Id(?=[A-Z]|$)", "ID");
  }
}
