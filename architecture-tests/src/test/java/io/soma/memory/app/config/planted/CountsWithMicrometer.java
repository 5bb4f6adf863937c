package io.soma.memory.app.config.planted;

import io.micrometer.core.instrument.MeterRegistry;

record CountsWithMicrometer(MeterRegistry registry) {}
