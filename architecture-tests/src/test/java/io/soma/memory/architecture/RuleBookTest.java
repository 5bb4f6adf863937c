package io.soma.memory.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules themselves keep rules: they judge every module, run, and say why. */
final class RuleBookTest {

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter().withImportOption(new ProductionCode()).importPackages(House.ROOT);

  static List<RuleField> rules() {
    return RuleField.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ruleIsNamedInSnakeCaseAndSaysWhy(RuleField rule) {
    assertThat(rule.name()).matches("[a-z0-9]+(_[a-z0-9]+)+");
    assertThat(rule.rule().getDescription()).contains(", because ");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ruleStandsInAClassThatTheBuildRuns(RuleField rule) {
    assertThat(rule.holder()).endsWith("RulesTest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "domain",
        "ports",
        "supervision",
        "http",
        "postgres",
        "kafka",
        "app",
        "gateway",
        "testkit",
        "junit",
        "opentelemetry",
        "spring",
        "sandbox",
        "simulation",
        "benchmarks"
      })
  void everyModuleIsJudged(String module) {
    assertThat(PRODUCTION.containPackage(House.ROOT + "." + module)).isTrue();
  }

  @Test
  void nothingPlantedIsJudged() {
    Set<String> packages =
        PRODUCTION.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

    assertThat(packages).isNotEmpty().noneMatch(name -> name.contains("planted"));
  }
}
