package io.soma.memory.app.config;

/** How {@code ./soma serve} logs. */
enum LogFormat {
  TEXT,
  JSON,
  ECS
}
