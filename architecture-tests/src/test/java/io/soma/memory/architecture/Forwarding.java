package io.soma.memory.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.Tracing;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

/** Implementations of a port that hold another one, and pass on its calls. */
final class Forwarding {

  /** The ports that have both default methods and wrappers. */
  private static final List<Class<?>> PORTS =
      List.of(MemoryService.class, Telemetry.class, Tracing.class);

  static final DescribedPredicate<JavaClass> WRAP_A_PORT =
      DescribedPredicate.describe(
          "implement a port and hold one of its kind", type -> wrapped(type).findAny().isPresent());

  static final ArchCondition<JavaClass> DECLARE_EVERY_METHOD =
      new ArchCondition<>("declare every method of the port, default ones too") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          wrapped(type).forEach(port -> requireEvery(type, port, events));
        }
      };

  private Forwarding() {}

  private static Stream<Class<?>> wrapped(JavaClass type) {
    return PORTS.stream()
        .filter(
            port ->
                type.isAssignableTo(port)
                    && type.getFields().stream()
                        .anyMatch(
                            field ->
                                !field.getModifiers().contains(JavaModifier.STATIC)
                                    && holds(field.getType(), port)));
  }

  // Also several, in a list.
  private static boolean holds(JavaType field, Class<?> port) {
    return field.getAllInvolvedRawTypes().stream().anyMatch(each -> each.isAssignableTo(port));
  }

  private static void requireEvery(JavaClass type, Class<?> port, ConditionEvents events) {
    for (Method method : port.getMethods()) {
      if (type.tryGetMethod(method.getName(), method.getParameterTypes()).isEmpty()) {
        events.add(
            SimpleConditionEvent.violated(
                type, type.getName() + " does not declare " + method.getName()));
      }
    }
  }
}
