package io.soma.memory.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/** What a user has to name who calls a class. */
final class Speech {

  private static final Set<JavaModifier> SHOWN =
      Set.of(JavaModifier.PUBLIC, JavaModifier.PROTECTED);

  private Speech() {}

  /** Shows none of these types in what users can call. */
  static ArchCondition<JavaClass> without(DescribedPredicate<? super JavaClass> types) {
    return new ArchCondition<>("show no " + types.getDescription()) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (unit.getModifiers().stream().anyMatch(SHOWN::contains)) {
            shown(unit)
                .filter(types)
                .forEach(
                    each ->
                        events.add(
                            SimpleConditionEvent.violated(
                                type, unit.getFullName() + " shows " + each.getName())));
          }
        }
      }
    };
  }

  private static Stream<JavaClass> shown(JavaCodeUnit unit) {
    return Stream.concat(
            unit.getReturnType().getAllInvolvedRawTypes().stream(),
            unit.getParameterTypes().stream()
                .flatMap(each -> each.getAllInvolvedRawTypes().stream()))
        .distinct();
  }
}
