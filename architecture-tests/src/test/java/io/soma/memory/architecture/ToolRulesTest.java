package io.soma.memory.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * What wires, counts, parses a command line or tests has a home too, and no library is without one.
 */
@AnalyzeClasses(packages = House.ROOT, importOptions = ProductionCode.class)
final class ToolRulesTest {

  @ArchTest
  static final ArchRule no_library_without_a_home =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              House.WHOLE,
              "java..",
              "javax.net..",
              "javax.sql..",
              "javax.tools",
              House.JSPECIFY,
              House.JAKARTA_INJECT,
              "com.google.inject..",
              "org.slf4j..",
              "retrofit2..",
              "okhttp3..",
              "okio..",
              "com.fasterxml.jackson..",
              "org.eclipse.jetty..",
              "org.jooq..",
              "org.flywaydb..",
              "com.zaxxer.hikari..",
              "org.postgresql..",
              "org.apache.kafka..",
              "kafka..",
              "io.prometheus..",
              "io.micrometer..",
              "io.opentelemetry..",
              "picocli",
              "ch.qos.logback..",
              "co.elastic.logging..",
              "org.junit.jupiter..",
              "org.opentest4j",
              "org.assertj..",
              "io.zonky.test..",
              "org.apache.commons.compress..",
              "org.tukaani.xz..",
              "org.openjdk.jmh..",
              "org.openjdk.jol..",
              "io.github.resilience4j..",
              "dev.failsafe",
              "com.gruelbox.transactionoutbox..",
              "io.namastack.outbox..",
              "org.springframework..")
          .because(
              "a new library is a decision: list it here and give it a rule below; of javax, only"
                  + " the JDK's own sockets and data sources have no other name");

  @ArchTest
  static final ArchRule guice_is_only_in_the_wiring =
      classes()
          .that(Uses.packages("com.google.inject.."))
          .should(
              Places.packages(
                  House.WIRING,
                  House.TRANSPORT,
                  House.TESTKIT_WIRING,
                  House.JUNIT,
                  House.SABOTAGE,
                  House.DEMO,
                  House.SIMULATED_WORLD,
                  House.BENCHMARKS))
          .because(
              "everything else is wired by constructors alone; the testkit's InMemoryModule, the"
                  + " extension for JUnit, the sandbox's demo and sabotage, the simulation and the"
                  + " benchmarks swap adapters as an embedder's test does");

  @ArchTest
  static final ArchRule injection_is_asked_for_only_where_guice_wires =
      classes()
          .that(Uses.packages(House.JAKARTA_INJECT))
          .should(Places.packages(House.APP, House.SABOTAGE, House.SIMULATED_WORLD))
          .because(
              "use cases have @Inject constructors, and sabotage and the simulation are wired like"
                  + " them; adapters have factories, which any program can call");

  @ArchTest
  static final ArchRule prometheus_is_only_in_the_telemetry =
      classes()
          .that(Uses.packages("io.prometheus.."))
          .should(
              Places.packages(House.TELEMETRY, House.SPRING)
                  .orClasses(Allowances.PROMETHEUS_WIRING))
          .because(
              "the others report to the Telemetry port; the starter finds the application's"
                  + " registry");

  @ArchTest
  static final ArchRule opentelemetry_is_only_in_its_adapter =
      classes()
          .that(Uses.packages("io.opentelemetry.."))
          .should(Places.packages(House.OPENTELEMETRY, House.SPRING))
          .because(
              "the others report to the Tracing port; an embedder without traces gets no library;"
                  + " the starter finds the application's OpenTelemetry");

  @ArchTest
  static final ArchRule spring_and_micrometer_are_only_in_the_starter =
      classes()
          .that(Uses.packages("org.springframework..", "io.micrometer.."))
          .should(Places.packages(House.SPRING, House.BENCHMARKS))
          .because(
              "nothing of Spring reaches an embedder without Spring; one of the benchmarks'"
                  + " peers stands on it");

  @ArchTest
  static final ArchRule picocli_is_only_in_the_command_lines =
      classes()
          .that(Uses.packages("picocli"))
          .should(Places.packages(House.COMMAND_LINES))
          .because("an embedder gets no command line");

  @ArchTest
  static final ArchRule logback_is_only_in_the_gateways_logging =
      classes()
          .that(Uses.packages("ch.qos.logback..", "co.elastic.logging.."))
          .should(Places.packages(House.GATEWAY_LOGGING))
          .because("everything else logs with SLF4J, and an embedder chooses the binding");

  @ArchTest
  static final ArchRule junit_and_assertj_are_only_in_the_testkit =
      classes()
          .that(Uses.packages("org.junit..", "org.opentest4j", "org.assertj.."))
          .should(Places.packages(House.TESTKIT, House.JUNIT))
          .because("only the contract suites and the extension are tests that ship");

  @ArchTest
  static final ArchRule jmh_and_peers_are_only_in_the_benchmarks =
      classes()
          .that(
              Uses.packages(
                  "org.openjdk.jmh..",
                  "org.openjdk.jol..",
                  "io.github.resilience4j..",
                  "dev.failsafe",
                  "com.gruelbox.transactionoutbox..",
                  "io.namastack.outbox.."))
          .should(Places.packages(House.BENCHMARKS))
          .because("the product does not depend on the peers that it is measured against");
}
