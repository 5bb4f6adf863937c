package io.soma.memory.spring;

import io.soma.memory.app.config.MemoryConfigBuilder;

/**
 * Sets what properties cannot say, such as an executor or one tenant that differs. Beans of this
 * type are called in their order, after the properties were read, and win over them.
 */
@FunctionalInterface
public interface SomaMemoryCustomizer {

  /** Changes the configuration before it is checked. */
  void customize(MemoryConfigBuilder builder);
}
