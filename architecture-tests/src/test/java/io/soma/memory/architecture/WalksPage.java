package io.soma.memory.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The walks as a page for contributors. */
final class WalksPage {

  private static final String BEGINNING =
      """
      # Walks through the code

      The files of the product that one call passes, such as a write that goes to the memory \
      service directly. `WalksTest` makes this page. It runs each call on a real PostgreSQL, a \
      Kafka broker and the double of the memory service, in a JVM under a debugger, once as a \
      rehearsal and once watched, and notes each source file with a method that is entered. \
      Constructors do not count, and nested types count with their file. Only the caller's thread \
      counts, and the threads that go on with the call: of the consumer, the replay and the admin \
      API. The optional tracing of OpenTelemetry is left out.

      **Files** lead on to other files of the walk, and have to be opened to follow it. **Leaves** \
      lead to no other, such as a hash; their names say enough. **Values** are records (also the few \
      that have logic), enums and exceptions.

      To write it again: \
      `mvn verify -pl architecture-tests -am -Dtest=WalksTest -Dsoma.docs=write \
      -Dsurefire.failIfNoSpecifiedTests=false`.
      """;

  private static final String VARIABLE =
      """

      ## a variable

      6 files, by hand: `SOMABRAIN_HTTP_RETRIES` is declared in `Variable`, read in `ConfigParser`, \
      kept in `CallLimits` within `ServiceSettings`, bound in `UseCaseModule` and used in \
      `GuardedService`.
      """;

  /** The servers, and optional parts that are on the class path of the rules. */
  private static final List<String> NOT_COUNTED =
      List.of("architecture.", "testkit.", "sandbox.", "opentelemetry.", "postgres.jooq.");

  private static final Map<String, String> MODULES =
      Map.of("http", "adapters-http", "kafka", "adapters-kafka", "postgres", "adapters-postgres");

  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(House.ROOT);

  private WalksPage() {}

  static String of(Map<String, Set<String>> walks) {
    StringBuilder page = new StringBuilder(BEGINNING);
    walks.forEach((name, entered) -> walk(page, name, entered));
    return page.append(VARIABLE).toString();
  }

  private static void walk(StringBuilder page, String name, Set<String> entered) {
    Set<String> files = new TreeSet<>();
    entered.forEach(type -> files.add(fileOf(type)));
    files.removeIf(file -> NOT_COUNTED.stream().anyMatch(House.shortened(file)::startsWith));
    Set<String> values = new TreeSet<>(files);
    values.removeIf(file -> !isValue(file));
    files.removeAll(values);
    Set<String> leaves = new TreeSet<>(files);
    leaves.removeIf(file -> usesOthers(file, files));
    files.removeAll(leaves);
    page.append("\n## ").append(name).append("\n\n");
    page.append(files.size()).append(" files, ").append(leaves.size()).append(" leaves, ");
    page.append(values.size()).append(" values.\n\n");
    modules(files).forEach((module, types) -> line(page, module, types));
    line(page, "leaves", simple(leaves));
    line(page, "values", simple(values));
  }

  private static boolean usesOthers(String file, Set<String> files) {
    return CLASSES.stream()
        .filter(type -> fileOf(type.getName()).equals(file))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> fileOf(dependency.getTargetClass().getName()))
        .anyMatch(other -> !other.equals(file) && files.contains(other));
  }

  private static String fileOf(String type) {
    return type.contains("$") ? type.substring(0, type.indexOf('$')) : type;
  }

  private static Set<String> simple(Set<String> files) {
    return files.stream().map(WalksPage::simple).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Set<String>> modules(Set<String> files) {
    Map<String, Set<String>> modules = new TreeMap<>();
    for (String file : files) {
      String below = House.shortened(file);
      String first = below.substring(0, below.indexOf('.'));
      modules
          .computeIfAbsent(MODULES.getOrDefault(first, first), unused -> new TreeSet<>())
          .add(simple(file));
    }
    return modules;
  }

  private static void line(StringBuilder page, String what, Set<String> types) {
    page.append("- ").append(what).append(" (").append(types.size()).append("): ");
    page.append(types.stream().map(type -> "`" + type + "`").collect(Collectors.joining(", ")));
    page.append('\n');
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static boolean isValue(String file) {
    try {
      Class<?> type = Class.forName(file, false, WalksPage.class.getClassLoader());
      return type.isRecord() || type.isEnum() || Throwable.class.isAssignableFrom(type);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(file, e);
    }
  }
}
