package io.soma.memory.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.regex.Pattern;

/** Picks the classes that use something, so that a rule can say where those may be. */
final class Uses {

  private Uses() {}

  /** Depends, in any way that bytecode shows, on a class of these packages. */
  static DescribedPredicate<JavaClass> packages(String... packages) {
    DescribedPredicate<JavaClass> there = resideInAnyPackage(packages);
    return DescribedPredicate.describe(
        "use " + String.join(", ", packages),
        user ->
            user.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> there.test(dependency.getTargetClass())));
  }

  /** Some class outside these packages depends on it. */
  static DescribedPredicate<JavaClass> comeFromOutside(String... packages) {
    DescribedPredicate<JavaClass> there = resideInAnyPackage(packages);
    return DescribedPredicate.describe(
        "are used outside " + String.join(", ", packages),
        used ->
            used.getDirectDependenciesToSelf().stream()
                .anyMatch(dependency -> !there.test(dependency.getOriginClass())));
  }

  /**
   * Calls, refers to or accesses a member.
   *
   * @param what for the rule's text
   * @param member a regular expression for {@code owner.name(parameter types)}
   */
  static DescribedPredicate<JavaClass> members(String what, String member) {
    Pattern pattern = Pattern.compile(member);
    return DescribedPredicate.describe(
        what,
        user ->
            user.getAccessesFromSelf().stream()
                .anyMatch(access -> pattern.matcher(access.getTarget().getFullName()).matches()));
  }
}
