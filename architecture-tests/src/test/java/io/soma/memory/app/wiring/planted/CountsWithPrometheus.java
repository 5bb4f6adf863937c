package io.soma.memory.app.wiring.planted;

import io.prometheus.metrics.core.metrics.Counter;

record CountsWithPrometheus(Counter used) {}
