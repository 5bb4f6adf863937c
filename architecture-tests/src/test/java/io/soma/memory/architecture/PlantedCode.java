package io.soma.memory.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** The planted violations: test classes in packages named {@code planted}, or below one. */
final class PlantedCode implements ImportOption {

  @Override
  public boolean includes(Location location) {
    return Predefined.ONLY_INCLUDE_TESTS.includes(location) && location.contains("/planted/");
  }
}
