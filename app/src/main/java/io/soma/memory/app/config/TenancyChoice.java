package io.soma.memory.app.config;

/** Whether the memory service keeps tenants apart, as it is written in the environment. */
enum TenancyChoice {
  /** It may mix them. */
  SHARED,
  /** It keeps them apart. */
  ISOLATED
}
