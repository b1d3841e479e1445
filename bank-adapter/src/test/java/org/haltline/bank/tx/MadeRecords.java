package org.haltline.bank.tx;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.haltline.bank.tx.xml.Repeated;
import org.jspecify.annotations.Nullable;

/// Messages made component by component, so that a field that is added later is tried without a
/// word.
public final class MadeRecords {
  private MadeRecords() {}

  /// What goes into the components.
  interface Filling {
    Object value(RecordComponent component);

    /// Whether a component that may be missing is.
    boolean leavesOut(RecordComponent component);

    int howMany(RecordComponent list);
  }

  static TxMessage message(TxCode code, Filling filling) {
    return (TxMessage) make(code.body(), filling);
  }

  static Record make(Class<?> type, Filling filling) {
    RecordComponent[] components = type.getRecordComponents();
    var values = new @Nullable Object[components.length];
    var types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i], filling);
    }
    try {
      return (Record) type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(type + " cannot be made", impossible);
    }
  }

  private static @Nullable Object value(RecordComponent component, Filling filling) {
    if (component.isAnnotationPresent(Repeated.class)) {
      var each =
          (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
      List<Record> all = new ArrayList<>();
      for (int i = filling.howMany(component); i > 0; i--) {
        all.add(make(each, filling));
      }
      return all;
    }
    boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (optional && filling.leavesOut(component)) {
      return null;
    }
    return component.getType().isRecord()
        ? make(component.getType(), filling)
        : filling.value(component);
  }
}
