package io.soma.memory.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;

/** What the rules judge: what people wrote to ship, and so no planted violation. */
final class ProductionCode implements ImportOption {

  private static final Pattern GENERATED = Pattern.compile(".*/(jmh_generated|postgres/jooq)/.*");

  @Override
  public boolean includes(Location location) {
    return Predefined.DO_NOT_INCLUDE_TESTS.includes(location) && !location.matches(GENERATED);
  }
}
