package io.soma.memory.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Time, threads, chance and the console come in from the edge. */
@AnalyzeClasses(packages = House.ROOT, importOptions = ProductionCode.class)
final class RuntimeRulesTest {

  @ArchTest
  static final ArchRule clocks_are_read_only_at_the_edge =
      classes()
          .that(
              Uses.members(
                  "read a clock",
                  "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)\\(\\)"
                      + "|java\\.time\\.\\w+\\.now\\(.*\\)"
                      + "|java\\.time\\.(Clock|InstantSource)\\.(system|tick)\\w*\\(.*\\)"
                      + "|java\\.util\\.Date\\.<init>\\(\\)"
                      + "|java\\.util\\.Calendar\\.getInstance\\(.*\\)"))
          .should(
              Places.packages(House.SANDBOX, House.TESTKIT, House.BENCHMARKS)
                  .orClasses(Allowances.CLOCK_READERS))
          .because(
              "all time comes in through InstantSource or MonotonicClock, so that a test can move"
                  + " it");

  @ArchTest
  static final ArchRule threads_are_made_only_by_the_supervisor =
      classes()
          .that(
              Uses.members(
                  "make threads or borrow the common pool",
                  "java\\.lang\\.Thread\\.(<init>|ofVirtual|ofPlatform|startVirtualThread)\\(.*\\)"
                      + "|java\\.util\\.Timer\\.<init>\\(.*\\)"
                      + "|java\\.util\\.concurrent\\.Executors\\..*"
                      + "|java\\.util\\.concurrent\\.(\\w*ThreadPoolExecutor|ForkJoinPool)\\.<init>.*"
                      + "|java\\.util\\.concurrent\\.ForkJoinPool\\.commonPool\\(\\)"
                      + "|java\\.util\\.concurrent\\.Complet(ableFuture|ionStage)\\.\\w+Async"
                      + "\\((?!.*java\\.util\\.concurrent\\.Executor\\)).*"
                      + "|java\\.util\\.concurrent\\.CompletableFuture\\."
                      + "(delayedExecutor|orTimeout|completeOnTimeout)\\(.*"
                      + "|.*\\.parallel(Stream)?\\(\\)"))
          .should(
              Places.packages(House.SANDBOX, House.SIMULATION, House.TESTKIT, House.BENCHMARKS)
                  .orClasses(Allowances.THREAD_MAKERS))
          .because(
              "what the supervisor does not run ends without a word when it meets an Error; use"
                  + " cases and adapters run on the executors that they are given, so that a test"
                  + " can step every loop and closing can end every thread");

  @ArchTest
  static final ArchRule nothing_is_scheduled_that_a_failure_cancels =
      noClasses()
          .that()
          .resideOutsideOfPackages(House.SANDBOX, House.TESTKIT, House.BENCHMARKS)
          .should(
              be(
                  Uses.members(
                      "schedule on a pool of the JDK",
                      "java\\.util\\.concurrent\\.Scheduled\\w+\\.schedule\\w*\\(.*\\)")))
          .because(
              "a ScheduledExecutorService never again runs a task that threw, and reports nothing");

  @ArchTest
  static final ArchRule loggers_are_made_only_by_the_guard =
      classes()
          .that(Uses.members("make loggers", "org\\.slf4j\\.LoggerFactory\\.getLogger\\(.*\\)"))
          .should(Places.classes(Allowances.LOGGER_MAKERS))
          .because("a line that cannot be written must not fail what it tells of");

  @ArchTest
  static final ArchRule only_the_sleeper_sleeps =
      classes()
          .that(
              Uses.members(
                  "sleep", "java\\.(lang\\.Thread|util\\.concurrent\\.TimeUnit)\\.sleep\\(.*\\)"))
          .should(
              Places.packages(House.SANDBOX, House.TESTKIT_SERVERS).orClasses(Allowances.SLEEPERS))
          .because("a test's sleeper moves its clock; fakes and contracts await a condition");

  @ArchTest
  static final ArchRule domain_rolls_no_dice =
      noClasses()
          .that()
          .resideInAPackage(House.DOMAIN)
          .should(
              be(
                  Uses.members(
                      "call for chance",
                      "java\\.util\\.UUID\\.randomUUID\\(\\)"
                          + "|java\\.lang\\.Math\\.random\\(\\)"
                          + "|java\\.util\\.Collections\\.shuffle\\(.*\\)")))
          .because("the same arguments give the same write, key and delay; chance is passed in");

  @ArchTest
  static final ArchRule only_programs_print =
      classes()
          .that(
              Uses.members(
                  "print to the console",
                  "java\\.lang\\.System\\.(out|err|setOut\\(.*\\)|setErr\\(.*\\))"
                      + "|.*\\.printStackTrace\\(\\)"))
          .should(Places.packages(House.COMMAND_LINES, House.BENCHMARKS, House.TESTKIT_SERVERS))
          .because("the console belongs to the host process; a library logs to SLF4J");

  @ArchTest
  static final ArchRule nobody_logs_with_the_jdk =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(System.Logger.class)
          .because("two logging systems are two configurations; SLF4J is the one");

  @ArchTest
  static final ArchRule text_is_formatted_without_the_locale_of_the_jvm =
      classes()
          .that(
              Uses.members(
                  "write text in the default locale",
                  "java\\.lang\\.String\\.(formatted\\(.*|format\\(java\\.lang\\.String, .*"
                      + "|to(Lower|Upper)Case\\(\\))"
                      + "|java\\.io\\.Print(Stream|Writer)\\.(format|printf)"
                      + "\\(java\\.lang\\.String, .*"
                      + "|java\\.util\\.Formatter\\.<init>\\((?!.*java\\.util\\.Locale).*"
                      + "|java\\.text\\.\\w+Format\\.(<init>|get\\w*Instance)"
                      + "\\((?!.*java\\.util\\.Locale).*"))
          .should(Places.packages())
          // None writes so today, and the planted ones prove that the rule finds them.
          .allowEmptyShould(true)
          .because(
              "one JVM in eleven writes other digits, which SQL, JSON, headers and metrics refuse:"
                  + " String.format(Locale.ROOT, ...)");
}
