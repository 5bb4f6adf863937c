package io.soma.memory.app.config.planted;

import io.opentelemetry.api.trace.Span;

record StartsASpan(Span span) {}
