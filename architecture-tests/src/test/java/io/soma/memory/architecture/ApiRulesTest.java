package io.soma.memory.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What users see is for users. */
@AnalyzeClasses(packages = House.ROOT, importOptions = ProductionCode.class)
final class ApiRulesTest {

  private static final DescribedPredicate<JavaClass> INTERNAL =
      resideInAnyPackage(House.INTERNAL)
          .and(
              DescribedPredicate.describe(
                  "not told by the settings in force",
                  type -> !Allowances.SHOWN_IN_SETTINGS.contains(type.getName())))
          .as("type of an internal package");

  @ArchTest
  static final ArchRule api_shows_no_internal_type =
      classes()
          .that()
          .arePublic()
          .and()
          .resideInAnyPackage(House.LIBRARIES)
          .and()
          .resideOutsideOfPackages(House.INTERNAL)
          .should(Speech.without(INTERNAL))
          .because(
              "an internal package is in no Javadoc and may change in any version, so no user"
                  + " should have to name what is in it");
}
