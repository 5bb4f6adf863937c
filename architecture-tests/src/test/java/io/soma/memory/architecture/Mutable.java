package io.soma.memory.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Statics that can change: not final, or final and of a type that changes. */
final class Mutable {

  static final DescribedPredicate<JavaClass> HAVE_STATICS =
      DescribedPredicate.describe(
          "have statics that can change",
          type -> type.getFields().stream().anyMatch(Mutable::isMutableStatic));

  private static final DescribedPredicate<JavaClass> CONTAINER =
      DescribedPredicate.not(INTERFACES)
          .and(assignableTo(Collection.class).or(assignableTo(Map.class)))
          .or(assignableTo(ConcurrentMap.class))
          .or(
              belongToAnyOf(
                  AtomicBoolean.class,
                  AtomicInteger.class,
                  AtomicLong.class,
                  AtomicReference.class,
                  LongAdder.class,
                  StringBuilder.class));

  private Mutable() {}

  private static boolean isMutableStatic(JavaField field) {
    Set<JavaModifier> modifiers = field.getModifiers();
    return modifiers.contains(JavaModifier.STATIC)
        && !modifiers.contains(JavaModifier.SYNTHETIC)
        && (!modifiers.contains(JavaModifier.FINAL) || CONTAINER.test(field.getRawType()));
  }
}
