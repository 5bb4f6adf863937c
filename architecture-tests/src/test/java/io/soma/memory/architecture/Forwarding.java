package io.soma.memory.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.soma.memory.ports.driven.MemoryService;
import java.lang.reflect.Method;

/** Memory services around another one. */
final class Forwarding {

  static final DescribedPredicate<JavaClass> WRAP_A_MEMORY_SERVICE =
      DescribedPredicate.describe(
          "are memory services that hold one",
          type ->
              type.isAssignableTo(MemoryService.class)
                  && type.getAllFields().stream()
                      .anyMatch(field -> field.getRawType().isAssignableTo(MemoryService.class)));

  static final ArchCondition<JavaClass> DECLARE_EVERY_METHOD =
      new ArchCondition<>("declare every method of the port, default ones too") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          for (Method method : MemoryService.class.getMethods()) {
            if (type.tryGetMethod(method.getName(), method.getParameterTypes()).isEmpty()) {
              events.add(
                  SimpleConditionEvent.violated(
                      type, type.getName() + " does not declare " + method.getName()));
            }
          }
        }
      };

  private Forwarding() {}
}
