package io.soma.memory.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The places where classes of a kind may be. A place that none of them needs is a violation too: it
 * would let the next one in unseen.
 */
final class Places extends ArchCondition<JavaClass> {

  /** How a violation by a place begins, rather than by a class. */
  static final String IDLE = "No class needs the place ";

  private final Map<String, Predicate<JavaClass>> places;
  private final Set<String> idle = new TreeSet<>();

  private Places(Map<String, Predicate<JavaClass>> places) {
    super("be in " + String.join(", ", places.keySet()));
    this.places = places;
  }

  /** Packages, as ArchUnit writes them. */
  static Places packages(String... packages) {
    Map<String, Predicate<JavaClass>> places = new LinkedHashMap<>();
    for (String each : packages) {
      places.put(each, resideInAPackage(each));
    }
    return new Places(places);
  }

  /** Single classes, with all that is nested in them. */
  static Places classes(Set<String> names) {
    return packages().orClasses(names);
  }

  /** These, and single classes with all that is nested in them. */
  Places orClasses(Set<String> names) {
    Map<String, Predicate<JavaClass>> more = new LinkedHashMap<>(places);
    for (String name : new TreeSet<>(names)) {
      more.put(name, type -> outermost(type).getName().equals(name));
    }
    return new Places(more);
  }

  @Override
  public void init(Collection<JavaClass> all) {
    idle.addAll(places.keySet());
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean placed = false;
    for (Map.Entry<String, Predicate<JavaClass>> place : places.entrySet()) {
      if (place.getValue().test(type)) {
        idle.remove(place.getKey());
        placed = true;
      }
    }
    String message = type.getDescription() + (placed ? " is in place" : " is out of place");
    events.add(new SimpleConditionEvent(type, placed, message));
  }

  @Override
  public void finish(ConditionEvents events) {
    for (String place : idle) {
      events.add(SimpleConditionEvent.violated(place, IDLE + place));
    }
    idle.clear();
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(Places::outermost).orElse(type);
  }
}
