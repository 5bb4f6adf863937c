package io.soma.memory.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Dependencies point one way. */
@AnalyzeClasses(packages = House.ROOT, importOptions = ProductionCode.class)
final class ModuleRulesTest {

  @ArchTest
  static final ArchRule every_class_belongs_to_a_module =
      classes()
          .should()
          .resideInAnyPackage(
              House.DOMAIN,
              House.PORTS,
              House.SUPERVISION,
              House.HTTP,
              House.POSTGRES,
              House.KAFKA,
              House.APP,
              House.GATEWAY,
              House.TESTKIT,
              House.JUNIT,
              House.OPENTELEMETRY,
              House.SPRING,
              House.SANDBOX,
              House.SIMULATION,
              House.BENCHMARKS)
          .because("a package that no rule knows is a package without rules");

  @ArchTest
  static final ArchRule domain_sees_only_the_values_of_the_jdk =
      classes()
          .that()
          .resideInAPackage(House.DOMAIN)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(House.DOMAIN, House.JSPECIFY).or(Jdk.valueTypes()))
          .because("the model has no I/O, no clock and no threads: it is a function of arguments");

  @ArchTest
  static final ArchRule ports_see_only_the_domain =
      classes()
          .that()
          .resideInAPackage(House.PORTS)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(House.PORTS, House.DOMAIN, House.JSPECIFY, "java.util.concurrent")
                  .or(Jdk.valueTypes())
                  .or(equivalentTo(System.class)))
          .because(
              "a port is written in domain terms, and any technology may implement it;"
                  + " jakarta.inject would be no harm, but no port needs it, and System is there"
                  + " for MonotonicClock.SYSTEM alone");

  @ArchTest
  static final ArchRule supervision_sees_only_the_ports =
      seesOnly(House.SUPERVISION, House.PORTS, House.DOMAIN)
          .because("it keeps anything going, and knows nothing of what that is");

  @ArchTest
  static final ArchRule http_adapter_sees_only_the_ports =
      seesOnly(House.HTTP, House.SUPERVISION, House.PORTS, House.DOMAIN)
          .because("adapters never see each other nor the application");

  @ArchTest
  static final ArchRule postgres_adapter_sees_only_the_ports =
      seesOnly(House.POSTGRES, House.SUPERVISION, House.PORTS, House.DOMAIN)
          .because("adapters never see each other nor the application");

  @ArchTest
  static final ArchRule kafka_adapter_sees_only_the_ports =
      seesOnly(House.KAFKA, House.SUPERVISION, House.PORTS, House.DOMAIN)
          .because("adapters never see each other nor the application");

  @ArchTest
  static final ArchRule testkit_sees_only_the_ports =
      seesOnly(House.TESTKIT, House.PORTS, House.DOMAIN)
          .because("the adapters' own tests stand on it, and an embedder's tests too");

  @ArchTest
  static final ArchRule app_sees_only_what_is_below_it =
      seesOnly(
              House.APP,
              House.SUPERVISION,
              House.PORTS,
              House.DOMAIN,
              House.HTTP,
              House.POSTGRES,
              House.KAFKA)
          .because("what ships knows neither the testkit nor the sandbox");

  @ArchTest
  static final ArchRule gateway_sees_only_the_app_and_the_ports =
      seesOnly(
              House.GATEWAY,
              House.APP,
              House.SUPERVISION,
              House.PORTS,
              House.DOMAIN,
              House.HTTP_COORDINATES)
          .because(
              "HTTP in knows no adapter, and nothing that only tries it out; it speaks the memory"
                  + " service's own contract, and so its coordinates");

  @ArchTest
  static final ArchRule the_core_knows_no_http_status =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(House.DOMAIN, House.PORTS, House.USE_CASES)
          .should()
          .haveNameMatching("(?i)status(code)?")
          .andShould()
          .haveRawType(int.class)
          .because("what an answer means is for the memory service's adapter to say");

  @ArchTest
  static final ArchRule the_core_names_nothing_of_the_wire =
      noClasses()
          .that()
          .resideInAnyPackage(House.DOMAIN, House.PORTS, House.USE_CASES)
          .should(be(WireWords.NAME_ONE))
          .because("another memory service has other fields, headers and routes");

  @ArchTest
  static final ArchRule queries_have_no_limits_of_one_service =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(House.QUERIES)
          .should()
          .beStatic()
          .andShould()
          .haveRawType(int.class)
          .because("the largest query that a memory service answers is said by its ReadLimits");

  @ArchTest
  static final ArchRule sandbox_sees_no_benchmarks =
      seesOnly(
              House.SANDBOX,
              House.SUPERVISION,
              House.PORTS,
              House.DOMAIN,
              House.HTTP,
              House.POSTGRES,
              House.KAFKA,
              House.APP,
              House.GATEWAY,
              House.TESTKIT)
          .because("the demo is the app on the testkit's servers, and nothing else");

  @ArchTest
  static final ArchRule simulation_sees_no_adapter =
      seesOnly(
              House.SIMULATION,
              House.SUPERVISION,
              House.PORTS,
              House.DOMAIN,
              House.APP,
              House.TESTKIT)
          .because("it stands on the testkit's fakes, so that nothing but its seed decides");

  @ArchTest
  static final ArchRule junit_sees_the_app_and_the_testkit =
      seesOnly(
              House.JUNIT,
              House.SUPERVISION,
              House.PORTS,
              House.DOMAIN,
              House.POSTGRES,
              House.APP,
              House.TESTKIT)
          .because(
              "an embedder's test is the app on the testkit's parts; of adapters it hands out only"
                  + " what works on the test's own database connection");

  @ArchTest
  static final ArchRule opentelemetry_sees_only_the_ports =
      seesOnly(House.OPENTELEMETRY, House.PORTS, House.DOMAIN)
          .because("adapters never see each other nor the application");

  @ArchTest
  static final ArchRule spring_starter_sees_what_an_embedder_sees =
      seesOnly(
              House.SPRING,
              House.SUPERVISION,
              House.PORTS,
              House.DOMAIN,
              House.POSTGRES,
              House.OPENTELEMETRY,
              House.APP)
          .because(
              "an application of Spring Boot embeds the app; of adapters it needs only what works"
                  + " on the application's own database connection and OpenTelemetry; the guard of"
                  + " its logger is below everything");

  @ArchTest
  static final ArchRule use_cases_see_only_domain_and_ports =
      seesOnly(House.USE_CASES, House.SUPERVISION, House.PORTS, House.DOMAIN)
          .because(
              "a use case gets settings and adapters from its wiring; the guard of its logger"
                  + " and telemetry is below everything");

  @ArchTest
  static final ArchRule adapters_are_seen_from_few_packages_of_the_app =
      classes()
          .that()
          .resideInAPackage(House.APP)
          .and(Uses.packages(House.HTTP, House.POSTGRES, House.KAFKA))
          .should(
              Places.packages(House.CONFIG, House.WIRING, House.DEPLOYMENT, House.APP_KAFKA)
                  .orClasses(Allowances.ADAPTER_HANDOUTS))
          .because("the rest of the application works with any adapter, so also with fakes");

  @ArchTest
  static final ArchRule kafka_stays_optional =
      classes()
          .that()
          .resideInAPackage(House.APP)
          .and(Uses.packages(House.KAFKA))
          .should(Places.packages(House.APP_KAFKA).orClasses(Allowances.KAFKA_WIRING))
          .because("an embedder without Kafka has none on the class path");

  /** Of our own modules; {@link ToolRulesTest} knows the others'. */
  private static ArchRule seesOnly(String module, String... others) {
    DescribedPredicate<JavaClass> ours =
        resideInAnyPackage(
            Stream.concat(Stream.of(module), Stream.of(others)).toArray(String[]::new));
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat(ours.or(resideOutsideOfPackage(House.WHOLE)));
  }
}
