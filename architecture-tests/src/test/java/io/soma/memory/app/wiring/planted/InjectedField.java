package io.soma.memory.app.wiring.planted;

import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

final class InjectedField {

  @Inject @Nullable String name;
}
