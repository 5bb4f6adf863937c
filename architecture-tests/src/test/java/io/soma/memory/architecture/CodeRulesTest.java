package io.soma.memory.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.tenant.TenantPolicy;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.domain.write.WriteReceipt;
import jakarta.inject.Inject;
import org.jspecify.annotations.NullMarked;

/** How the code reads, as far as bytecode shows it. */
@AnalyzeClasses(packages = House.ROOT, importOptions = ProductionCode.class)
final class CodeRulesTest {

  @ArchTest
  static final ArchRule packages_are_free_of_cycles =
      slices()
          .matching(House.ROOT + ".(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(Delivery.class, OrderingKey.class)
          .ignoreDependency(WriteReceipt.Queued.class, EventId.class)
          .ignoreDependency(WriteReceipt.Superseded.class, EventId.class)
          .ignoreDependency(WriteReceipt.Queued.class, QueueReason.class)
          .ignoreDependency(TenantPolicy.class, WriteMode.class)
          .because(
              "a package that needs its user cannot be read, tested or moved alone; the five ways"
                  + " back inside the model go to single values, and no sixth may join them");

  @ArchTest
  static final ArchRule every_package_is_null_marked =
      classes()
          .should(
              be(
                  DescribedPredicate.<JavaClass>describe(
                      "in a package whose package-info says @NullMarked",
                      type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
          .because("null is an error of the compiler, but only in packages that ask for it");

  @ArchTest
  static final ArchRule packages_are_named_by_feature =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..utils..",
              "..common..",
              "..helper..",
              "..helpers..",
              "..manager..",
              "..impl..",
              "..misc..")
          .because("such a package says nothing, so everything ends up in it");

  @ArchTest
  static final ArchRule classes_are_named_by_role =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common)(\\$.*)?")
          .because("a role name says what a class is for: an adapter is technology plus role");

  @ArchTest
  static final ArchRule adapters_are_used_only_by_their_doors =
      classes()
          .that()
          .resideInAnyPackage(House.HTTP, House.POSTGRES, House.KAFKA)
          .and(Uses.comeFromOutside(House.HTTP, House.POSTGRES, House.KAFKA))
          .should(Places.classes(Allowances.DOORS))
          .because(
              "an adapter is one factory and its config; the rest is public for its own packages"
                  + " and may change at any time");

  @ArchTest
  static final ArchRule injection_is_by_constructor =
      members()
          .that()
          .areAnnotatedWith(Inject.class)
          .or()
          .areAnnotatedWith("com.google.inject.Inject")
          .should(
              be(
                  DescribedPredicate.describe(
                      "constructors", member -> member.getName().equals("<init>"))))
          .because("an object that exists is complete, and its fields are final");

  @ArchTest
  static final ArchRule statics_never_change =
      classes()
          .that(Mutable.HAVE_STATICS)
          .should(Places.classes(Allowances.SHARED_SERVERS))
          .because(
              "state of the process is shared by every client in it and by every test; the"
                  + " testkit's shared servers alone are meant to be");

  @ArchTest
  static final ArchRule ports_declare_no_broad_exceptions =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(House.PORTS)
          .should()
          .declareThrowableOfType(Exception.class)
          .orShould()
          .declareThrowableOfType(Throwable.class)
          .because("`throws Exception` says nothing that a caller could handle");

  @ArchTest
  static final ArchRule wrappers_of_a_port_keep_every_method =
      classes()
          .that(Forwarding.WRAP_A_PORT)
          .should(Forwarding.DECLARE_EVERY_METHOD)
          .because(
              "a default of the port would answer in place of the object that is wrapped: a service"
                  + " could not be asked for a write, and a new event would reach no metric");

  @ArchTest
  static final ArchRule public_exceptions_have_one_unchecked_root =
      classes()
          .that()
          .areAssignableTo(Throwable.class)
          .and()
          .arePublic()
          .should(be(assignableTo(SomaMemoryException.class)))
          .because("a handler of SomaMemoryException catches everything that we throw");
}
