package io.soma.memory.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule can fail: it finds what was planted for it, and nothing that was planted for others.
 */
final class PlantedViolationsTest {

  private static final Pattern PLANTED =
      Pattern.compile("io\\.soma\\.memory\\.([a-z.]*\\bplanted\\.[a-z.]*([A-Z]\\w*|package-info))");

  /** Is where its classes are, and as wrong. */
  private static final String PACKAGE_INFO = "package-info";

  private static final JavaClasses PLANTED_CODE =
      new ClassFileImporter().withImportOption(new PlantedCode()).importPackages(House.ROOT);

  private static final Map<String, Set<String>> BY_RULE = PlantedViolations.byRule();

  static List<RuleField> rules() {
    return RuleField.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ruleFindsExactlyWhatWasPlantedForIt(RuleField rule) {
    Set<String> planted = BY_RULE.getOrDefault(rule.name(), Set.of());
    assertThat(planted).as("planted for " + rule.name()).isNotEmpty();

    List<String> found = rule.rule().evaluate(PLANTED_CODE).getFailureReport().getDetails();

    assertThat(guilty(found)).isEqualTo(planted);
  }

  @Test
  void everyPlantedViolationIsOfARuleThatExists() {
    assertThat(BY_RULE.keySet()).isSubsetOf(rules().stream().map(RuleField::name).toList());
  }

  @Test
  void everyPlantedClassIsThereForARule() {
    Set<String> listed =
        Stream.concat(
                BY_RULE.values().stream().flatMap(Collection::stream),
                PlantedViolations.SEEN.stream())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(topLevelNames(PLANTED_CODE)).isEqualTo(listed);
  }

  /**
   * In a detail the guilty one comes first, then what it should have left alone; in a cycle, all
   * are guilty.
   */
  private static Set<String> guilty(List<String> details) {
    Set<String> guilty = new TreeSet<>();
    for (String detail : details) {
      if (detail.startsWith(Places.IDLE)) {
        continue; // No place that production needs is needed by what was planted.
      }
      List<String> named = PLANTED.matcher(detail).results().map(each -> each.group(1)).toList();
      assertThat(named).as(detail).isNotEmpty();
      guilty.addAll(detail.startsWith("Cycle") ? named : named.subList(0, 1));
    }
    guilty.removeIf(name -> name.endsWith(PACKAGE_INFO));
    return guilty;
  }

  private static Set<String> topLevelNames(JavaClasses classes) {
    return classes.stream()
        .filter(JavaClass::isTopLevelClass)
        .map(JavaClass::getName)
        .filter(name -> !name.endsWith(PACKAGE_INFO))
        .map(House::shortened)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
