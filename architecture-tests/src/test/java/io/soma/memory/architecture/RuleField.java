package io.soma.memory.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.List;

/** A rule and the field that it stands in. */
record RuleField(String holder, String name, ArchRule rule) {

  /** Every rule of this package, found by reflection, so that none can be forgotten. */
  static List<RuleField> all() {
    return new ClassFileImporter()
        .importPackages(RuleField.class.getPackageName()).stream()
            .map(JavaClass::getFields)
            .flatMap(fields -> fields.stream())
            .filter(field -> field.isAnnotatedWith(ArchTest.class))
            .map(JavaField::reflect)
            .map(RuleField::of)
            .sorted(Comparator.comparing(RuleField::name))
            .toList();
  }

  private static RuleField of(Field field) {
    try {
      return new RuleField(
          field.getDeclaringClass().getSimpleName(), field.getName(), (ArchRule) field.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(field + " is private, so ArchUnit does not see it", e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
